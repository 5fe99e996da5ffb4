using Microsoft.AspNetCore.Diagnostics;
using PgGanLab.Grains.Catalog;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Api;

/// <summary>
/// Turns what endpoints throw into problem details (RFC 9457) with one sentence; nothing of the inside gets out.
/// </summary>
internal sealed class ProblemHandler(IProblemDetailsService problems, ILogger<ProblemHandler> log) : IExceptionHandler
{
    /// <summary>Of a sentence.</summary>
    private const int MostCharacters = 4000;

    public ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!ApiHosting.IsApi(httpContext.Request))
            return ValueTask.FromResult(false);
        var status = Status(exception);
        var sentence = Sentence(exception);
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

    /// <summary>Sentences repeat what was asked only in part; one that does not is cut.</summary>
    private static string Cut(string sentence) =>
        sentence.Length <= MostCharacters ? sentence : $"{sentence[..(MostCharacters - 1)]}…";

    /// <summary>What to tell the one who asked.</summary>
    public static string Sentence(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            $"The body is larger than {RequestBody.MostBytes / 1024} KB.",
        BadHttpRequestException => exception.Message,
        OrleansMessageRejectionException or TimeoutException =>
            "A host of the lab can't be reached now; try again in a few seconds.",
        _ => IsRefusal(exception) ? Cut(exception.Message) : "The lab could not answer; its log says why.",
    };

    /// <summary>Whether an exception's message is a sentence for the one who asked.</summary>
    private static bool IsRefusal(Exception exception) =>
        exception is InvalidInputException or NotFoundException or FileNotFoundException or InvalidDataException
            or DatasetNeededException or WrongStateException or DatabaseAwayException
            or StoreAwayException
            || DiskFullException.IsBehind(exception);

    /// <summary>The HTTP status that stands for an exception.</summary>
    public static int Status(Exception exception) => exception switch
    {
        _ when DiskFullException.IsBehind(exception) => StatusCodes.Status507InsufficientStorage,
        InvalidInputException => StatusCodes.Status400BadRequest,
        NotFoundException => StatusCodes.Status404NotFound,
        FileNotFoundException or InvalidDataException or DatasetNeededException or WrongStateException =>
            StatusCodes.Status409Conflict,
        BadHttpRequestException bad => bad.StatusCode,
        OrleansMessageRejectionException or TimeoutException or DatabaseAwayException or StoreAwayException =>
            StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}

/// <summary>
/// A request names something that is not there. <see cref="Exception.Message"/> is the sentence for its author.
/// </summary>
internal sealed class NotFoundException : Exception
{
    public NotFoundException() { }

    public NotFoundException(string message) : base(message) { }

    public NotFoundException(string message, Exception innerException) : base(message, innerException) { }
}
