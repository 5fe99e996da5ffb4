using Microsoft.AspNetCore.Diagnostics;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Api;

/// <summary>Turns what endpoints throw into problem details (RFC 9457) with one sentence; nothing of the inside gets out.</summary>
internal sealed class ProblemHandler(IProblemDetailsService problems, ILogger<ProblemHandler> log) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!ApiHosting.IsApi(httpContext.Request))
            return ValueTask.FromResult(false);
        var (status, sentence) = exception switch
        {
            InvalidInputException => (StatusCodes.Status400BadRequest, exception.Message),
            NotFoundException => (StatusCodes.Status404NotFound, exception.Message),
            FileNotFoundException or InvalidDataException => (StatusCodes.Status409Conflict, exception.Message),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge, $"The body is larger than {SweepBody.MostBytes / 1024} KB."),
            BadHttpRequestException bad => (bad.StatusCode, bad.Message),
            OrleansMessageRejectionException or TimeoutException => (StatusCodes.Status503ServiceUnavailable, "A host of the lab can't be reached now; try again in a few seconds."),
            _ => (StatusCodes.Status500InternalServerError, "The lab could not answer; its log says why."),
        };
        if (status >= StatusCodes.Status500InternalServerError)
            log.LogError(exception, "{Method} {Path} failed", httpContext.Request.Method, httpContext.Request.Path);
        httpContext.Response.StatusCode = status;
        return problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            Exception = exception,
            ProblemDetails = { Status = status, Detail = sentence },
        });
    }
}
