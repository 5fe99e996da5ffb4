using System.Globalization;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Access;

/// <summary>What a form says whose sign-in failed, and the status with which the page is sent.</summary>
internal static class SignInProblem
{
    /// <param name="response">Of the page.</param>
    /// <param name="wait">How long nothing more is tried; null where it was tried.</param>
    /// <param name="wrong">The sentence where it was tried.</param>
    public static string Of(HttpResponse response, TimeSpan? wait, string wrong)
    {
        response.StatusCode = StatusCodes.Status401Unauthorized;
        if (wait is not { } time)
            return wrong;
        var seconds = Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return $"That was wrong too often; try again in {Readable.Plural(seconds, "second")}.";
    }
}
