using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PgGanLab.Dashboard.Api;

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
}
