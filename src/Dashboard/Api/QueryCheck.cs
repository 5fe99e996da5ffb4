using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;
using PgGanLab.Growth;
using PgGanLab.Growth.Configuration;

namespace PgGanLab.Dashboard.Api;

/// <summary>
/// Checks the parameters in the address of every request to the API before it is answered: unknown ones,
/// ones that stand twice, numbers that are none. ASP.NET Core ignores the first, joins the second by
/// commas, and takes 1,5 for 15.
/// </summary>
internal static class QueryCheck
{
    public static void UseQueryCheck(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (ApiHosting.IsApi(context.Request) && context.GetEndpoint() is RouteEndpoint endpoint)
            Check(context.Request, endpoint);
        return next(context);
    });

    /// <summary>
    /// The endpoint also takes a parameter that it does nothing with: pages add it so that no cache
    /// answers with something older.
    /// </summary>
    public static RouteHandlerBuilder TakesForCaches(this RouteHandlerBuilder endpoint, string name) =>
        endpoint.WithMetadata(new ForCaches(name));

    private static void Check(HttpRequest request, RouteEndpoint endpoint)
    {
        if (InputText.Problem(request.Path.Value ?? "") is { } problem)
            throw new InvalidInputException($"The address holds {problem}; leave it out.");
        var taken = endpoint.Metadata.OfType<IParameterBindingMetadata>()
            .Where(p => (p.HasTryParse || p.ParameterInfo.ParameterType == typeof(string))
                && endpoint.RoutePattern.GetParameter(p.Name) is null)
            .ToArray();
        string[] known = [.. taken.Select(p => p.Name), .. endpoint.Metadata.OfType<ForCaches>().Select(f => f.Name)];
        foreach (var (name, values) in request.Query)
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new InvalidInputException(
                    $"Unknown parameter '{InputText.Shown(name)}' in the address; "
                    + $"{(taken.Length == 0 ? "none is taken here." : NearestName.Hint(name, [.. taken.Select(p => p.Name)]))}");
            CheckText(name, values);
        }
        foreach (var parameter in taken)
            CheckValue(parameter, request.Query[parameter.Name].ToString());
    }

    private static void CheckText(string name, StringValues values)
    {
        if (values.Count > 1)
            throw new InvalidInputException($"'{name}' stands twice in the address; name it once.");
        if (InputText.Problem(values.ToString()) is { } problem)
            throw new InvalidInputException($"'{name}' in the address holds {problem}; leave it out.");
    }

    private static void CheckValue(IParameterBindingMetadata parameter, string text)
    {
        if (text.Length == 0)
        {
            if (!parameter.IsOptional)
                throw new InvalidInputException(
                    $"'{parameter.Name}' is missing in the address; add {parameter.Name}=….");
            return;
        }
        var type = Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType)
            ?? parameter.ParameterInfo.ParameterType;
        if (!IsRead(type, text))
            throw new InvalidInputException(
                $"{parameter.Name}: {NumberText.Refusal(text, type == typeof(double) ? "a number" : "a whole number")}.");
    }

    private static bool IsRead(Type type, string text)
    {
        if (type == typeof(double))
            return NumberText.TryRead(text, out double _);
        if (type == typeof(long))
            return NumberText.TryRead(text, out long _);
        return type != typeof(int)
            || (NumberText.TryRead(text, out long whole) && whole is >= int.MinValue and <= int.MaxValue);
    }

    private sealed record ForCaches(string Name);
}
