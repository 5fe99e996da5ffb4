using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PgGanLab.Dashboard.Api;
using PgGanLab.Grains.Store;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Tests.Api;

public sealed class ProblemHandlerTests
{
    public static TheoryData<Exception> Unreachable { get; } =
        [new SiloUnavailableException("S10.0.0.7:11111 is down"), new TimeoutException("30 s")];

    [Theory, MemberData(nameof(Unreachable))]
    public async Task a_host_that_was_just_lost_is_answered_with_try_again_and_without_its_address(Exception exception)
    {
        await using var services = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext
        {
            RequestServices = services,
            Request = { Path = "/api/v1/sweeps" },
            Response = { Body = body }
        };
        var handler = new ProblemHandler(
            services.GetRequiredService<IProblemDetailsService>(), NullLogger<ProblemHandler>.Instance);

        Assert.True(await handler.TryHandleAsync(context, exception, CancellationToken.None));

        Assert.Equal(StatusCodes.Status503ServiceUnavailable, context.Response.StatusCode);
        using var answer = JsonDocument.Parse(body.ToArray());
        Assert.Equal("A host of the lab can't be reached now; try again in a few seconds.",
            answer.RootElement.GetProperty("detail").GetString());
    }

    [Fact]
    public void a_full_disk_is_told_as_such_however_deep_it_lies()
    {
        var full = new InvalidInputException("Dataset 'x' could not be stored: No space left on device.",
            new IOException("No space left on device", 28));
        Assert.Equal((507, full.Message), (ProblemHandler.Status(full), ProblemHandler.Sentence(full)));
        var other = new IOException("/secret/path is on fire");
        Assert.Equal((500, "The lab could not answer; its log says why."),
            (ProblemHandler.Status(other), ProblemHandler.Sentence(other)));
    }

    [Fact]
    public async Task work_that_fails_ends_its_events_with_a_problem()
    {
        var events = await ProgressEvents.Of<string, string>(
            (_, _) => throw new DiskFullException("The disk is full."), "dataset", NullLogger.Instance,
            TestContext.Current.CancellationToken).ToArrayAsync(TestContext.Current.CancellationToken);
        var problem = Assert.IsType<Microsoft.AspNetCore.Mvc.ProblemDetails>(Assert.Single(events).Data);
        Assert.Equal((507, "The disk is full."), (problem.Status!.Value, problem.Detail!));
    }
}
