using PgGanLab.Grains.Access;
using PgGanLab.Growth;

namespace PgGanLab.Grains.Tests.Hosting;

/// <summary>Users: a slow hash is kept of their passwords, and what is taken away is gone at once.</summary>
public sealed class UsersTests
{
    private const string Password = "four words are long";

    [Fact]
    public async Task a_user_signs_in_with_the_password_alone_until_it_changes()
    {
        await using var lab = await TestLab.Start();
        var users = Users(lab);
        Assert.False(await users.HasAny());
        var ann = await users.Add(" Ann ", LabRole.Researcher, Password);
        Assert.Equal(("ann", LabRole.Researcher), (ann.Name, ann.Role));
        Assert.True(await users.HasAny());
        var signedIn = await users.SignIn("ANN", Password);
        Assert.Equal(LabRole.Researcher, await users.FindRole("ann", signedIn!.Stamp));
        string[] wrong = ["", "four words are lonG", Password + " ", new string('x', 10_000)];
        foreach (var password in wrong)
            Assert.Null(await users.SignIn("ann", password));
        Assert.Null(await users.SignIn("bob", Password));

        Assert.True(await users.SetPassword("ann", "another long password"));
        Assert.Null(await users.SignIn("ann", Password));
        Assert.Null(await users.FindRole("ann", signedIn.Stamp));
        var again = await users.SignIn("ann", "another long password");
        Assert.True(await users.SetRole("Ann", LabRole.Viewer));
        Assert.Equal(LabRole.Viewer, await users.FindRole("ann", again!.Stamp));
        Assert.True(await users.Remove("ann"));
        Assert.Null(await users.FindRole("ann", again.Stamp));
        Assert.False(await users.Remove("ann") || await users.SetPassword("ann", Password));
        var kinds = (await lab.Catalog.GetEvents(100)).Select(e => e.Kind);
        Assert.Equal(["user-removed", "user-role", "user-password", "user-added"],
            kinds.Where(k => k.StartsWith("user-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task an_answer_from_before_a_change_is_not_kept_after_it()
    {
        await using var lab = await TestLab.Start();
        var users = Users(lab);
        await users.Add("ann", LabRole.Viewer, Password);
        var stamp = (await users.SignIn("ann", Password))!.Stamp;
        await users.SetRole("ann", LabRole.Researcher);

        var query = lab.Commands.HoldNext("users");
        var asked = users.FindRole("ann", stamp);
        await query.Asked.Task.WaitAsync(TimeSpan.FromSeconds(90));
        await users.SetRole("ann", LabRole.Viewer).WaitAsync(TimeSpan.FromSeconds(90));
        query.LetGo.SetResult();
        await asked;
        Assert.Equal(LabRole.Viewer, await users.FindRole("ann", stamp));
    }

    [Fact]
    public async Task nothing_of_a_password_is_on_record_and_equal_ones_look_different()
    {
        await using var lab = await TestLab.Start();
        await Users(lab).Add("a", LabRole.Viewer, Password);
        await Users(lab).Add("b", LabRole.Viewer, Password);
        var (a, b) = await lab.Database.Read(async db => (await db.Users.FindAsync("a"), await db.Users.FindAsync("b")));
        Assert.NotEqual(a!.PasswordHash, b!.PasswordHash);
        Assert.DoesNotContain("words", a.PasswordHash, StringComparison.Ordinal);
        Assert.All(await lab.Catalog.GetEvents(100), e => Assert.DoesNotContain("words", e.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", Password, "'' can't be a user's name; use 1 to 64 letters a to z, digits and . _ @ -, beginning with a "
        + "letter or digit.")]
    [InlineData("<b>", Password, "'<b>' can't be a user's name; use 1 to 64 letters a to z, digits and . _ @ -, beginning "
        + "with a letter or digit.")]
    [InlineData("bob", "eleven char", "The password has 11 characters; use 12 to 200, such as four words.")]
    [InlineData("ANN", Password,
        "There is a user 'ann' already; ./lab user password ann gives another password.")]
    public async Task what_cant_be_a_user_is_refused(string name, string password, string sentence)
    {
        await using var lab = await TestLab.Start();
        await Users(lab).Add("ann", LabRole.Viewer, Password);
        var refusal = await Assert.ThrowsAsync<InvalidInputException>(
            () => Users(lab).Add(name, LabRole.Viewer, password));
        Assert.Equal(sentence, refusal.Message);
        Assert.Single(await Users(lab).GetAll());
    }

    [Fact]
    public async Task the_first_user_is_administrator_and_the_last_administrator_stays()
    {
        await using var lab = await TestLab.Start();
        var users = Users(lab);
        Assert.Equal(LabRole.Administrator, (await users.AddFirst("ann", Password))!.Role);
        Assert.Null(await users.AddFirst("eve", Password));
        const string only = "'ann' is the only administrator; make another one first.";
        Assert.Equal(only, (await Assert.ThrowsAsync<InvalidInputException>(() => users.Remove("ann"))).Message);
        Assert.Equal(only, (await Assert.ThrowsAsync<InvalidInputException>(
            () => users.SetRole("ann", LabRole.Viewer))).Message);
        await users.Add("bob", LabRole.Administrator, Password);
        Assert.True(await users.Remove("ann"));
    }

    private static IUsersGrain Users(TestLab lab) => lab.Grains.GetGrain<IUsersGrain>(IUsersGrain.Key);
}
