using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PgGanLab.Dashboard.Access;
using PgGanLab.Dashboard.Tests.Host;
using PgGanLab.Grains.Access;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Tests.Access;

/// <summary>Programs with a token, and what is left of secrets.</summary>
public sealed class TokenAccessTests(GuardedLab lab)
{
    [Fact]
    public async Task a_program_without_a_token_is_told_what_to_send()
    {
        using var stranger = lab.Program(null);
        using var answer = await stranger.GetAsync("/api/v1/sweeps");
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal((HttpStatusCode.Unauthorized, AccessRefusal.NotSignedIn), await LabServer.Refusal(answer));
    }

    [Fact]
    public async Task a_token_is_good_until_it_is_revoked()
    {
        var made = await lab.Tokens.Create("ci", LabRole.Viewer);
        using var program = lab.Program(made.Secret);
        Assert.Contains("\"name\":\"ci\"", await program.GetStringAsync("/api/v1/me"), StringComparison.Ordinal);
        Assert.Contains("pgganlab_", await program.GetStringAsync("/metrics"), StringComparison.Ordinal);
        Assert.NotNull((await lab.Tokens.GetAll()).Single(t => t.Id == made.Token.Id).UsedAt);
        using var stop = await program.PostAsync("/api/v1/sweeps/none/cancel", null);
        Assert.Equal((HttpStatusCode.Forbidden, "This needs the role researcher; token ci is viewer."),
            await LabServer.Refusal(stop));
        await lab.Tokens.Revoke(made.Token.Id);
        Assert.Equal((HttpStatusCode.Unauthorized, AccessRefusal.UnknownToken),
            await LabServer.Refusal(await program.GetAsync("/api/v1/me")));
    }

    [Fact]
    public async Task who_changed_what_is_in_the_events()
    {
        using var program = lab.Program(lab.Token(LabRole.Researcher));
        (await program.PostAsync("/api/v1/store/free", null)).Dispose();
        (await program.PostAsync("/api/v1/sweeps/no-such-sweep/cancel", null)).Dispose();
        var events = await lab.Grains.Catalog().GetEvents(1000);
        Assert.Contains(events, e => e.Kind == "action"
            && e.Text == "token for researchers (researcher): POST /api/v1/store/free.");
        Assert.DoesNotContain(events, e => e.Text.Contains("no-such-sweep", StringComparison.Ordinal));

        GrainCallGuard.Enter(Person.Of("test", Person.User, "rea", LabRole.Researcher),
            lab.Services.GetRequiredService<ActionLog>());
        await lab.Grains.Catalog().RemoveWorker("no/cpu:1");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        LabEvent? noted;
        while ((noted = (await lab.Grains.Catalog().GetEvents(1000)).FirstOrDefault(e => e.Subject == "no/cpu:1")) is null)
            await Task.Delay(20, patience.Token);
        Assert.Equal(("action", "rea (researcher): catalog: remove worker."), (noted.Kind, noted.Text));
    }

    [Fact]
    public async Task a_hosts_token_is_for_joining_alone()
    {
        using var program = lab.Program(lab.Token(LabRole.Join));
        Assert.Equal(
            (HttpStatusCode.Forbidden,
                "Token for joins is for hosts that join; make another one with ./lab token new --role."),
            await LabServer.Refusal(await program.GetAsync("/api/v1/sweeps")));
        Assert.False(await lab.Tokens.Admits(lab.Token(LabRole.Administrator), null));
    }

    [Fact]
    public async Task this_hosts_owner_is_administrator_by_a_file_that_nobody_else_reads()
    {
        var directories = lab.Services.GetRequiredService<LabDirectories>();
        lab.Services.GetRequiredService<OwnerToken>().Write(directories, ["http://localhost:5080"]);
        var lines = await File.ReadAllLinesAsync(directories.OwnerToken);
        using var owner = lab.Program(lines[0]["token=".Length..]);
        Assert.Contains("administrator", await owner.GetStringAsync("/api/v1/me"), StringComparison.Ordinal);
        Assert.Equal("url=http://localhost:5080", lines[1]);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(directories.OwnerToken));
    }

    [Fact]
    public async Task no_secret_is_in_the_database_or_the_log()
    {
        using var browser = lab.Browser();
        using var typed = await GuardedLab.SignIn(browser, "viewer", "a password that was mistyped");
        using var signedIn = await GuardedLab.SignIn(browser, "viewer");
        string[] secrets =
        [
            GuardedLab.Password, "a password that was mistyped", lab.Code, lab.Token(LabRole.Viewer).Split('_', 3)[2],
            lab.Token(LabRole.Join).Split('_', 3)[2],
        ];
        var files = Directory.GetFiles(lab.Data, "lab.db*")
            .Concat(Directory.GetFiles(Path.Combine(lab.Data, "logs"), "*", SearchOption.AllDirectories)).ToArray();
        Assert.Contains(files, f => f.EndsWith(".log", StringComparison.Ordinal));
        foreach (var file in files)
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var text = await reader.ReadToEndAsync();
            Assert.All(secrets, secret =>
                Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{file}: {secret}"));
        }
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(files[0]));
    }

    [Fact]
    public async Task pages_hold_people_to_their_roles()
    {
        GrainCallGuard.Enter(Person.Of("test", Person.User, "vic", LabRole.Viewer));
        await lab.Grains.Catalog().GetWorkers();
        Assert.False(await lab.Grains.HasSweep("none"));
        const string sentence = "This needs the role researcher; vic is viewer.";
        Assert.Equal(sentence, (await Assert.ThrowsAsync<InvalidInputException>(
            () => lab.Grains.Catalog().RemoveWorker("no/cpu:0"))).Message);
        Assert.Equal(sentence, (await Assert.ThrowsAsync<InvalidInputException>(
            () => lab.Grains.RemoveSweep("none"))).Message);
        GrainCallGuard.Enter(Person.Of("test", Person.User, "rea", LabRole.Researcher));
        Assert.False(await lab.Grains.Catalog().RemoveWorker("no/cpu:0"));
        Assert.Equal("This needs the role administrator; rea is researcher.",
            (await Assert.ThrowsAsync<InvalidInputException>(() => lab.Grains.Users().GetAll())).Message);
        await Assert.ThrowsAsync<InvalidInputException>(() => lab.Grains.Tokens().Create("mine", LabRole.Administrator));
        GrainCallGuard.Enter(Person.Of("test", Person.User, "ada", LabRole.Administrator));
        Assert.NotEmpty(await lab.Grains.Users().GetAll());
    }

    /// <summary>
    /// Only <see cref="LabGrains"/> gives grains that look at roles; the sign-in page asks before there is one.
    /// </summary>
    [Fact]
    public void no_page_gets_a_grain_past_its_guard()
    {
        var pages = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../src/Dashboard/Components"));
        Assert.DoesNotContain(
            Directory.GetFiles(pages, "*", SearchOption.AllDirectories)
                .Where(file => !file.StartsWith(Path.Combine(pages, "Access"), StringComparison.Ordinal)),
            file => File.ReadAllText(file).Contains("GetGrain", StringComparison.Ordinal));
    }
}
