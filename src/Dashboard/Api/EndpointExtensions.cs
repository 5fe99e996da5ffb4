using PgGanLab.Growth.Sweeps;

namespace PgGanLab.Dashboard.Api;

/// <summary>What many endpoints say about themselves, and ask of a request.</summary>
internal static class EndpointExtensions
{
    public static RouteHandlerBuilder AcceptsSweep(this RouteHandlerBuilder endpoint) => endpoint
        .Accepts<string>(SweepBody.ContentTypes[0], SweepBody.ContentTypes[1..])
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    public static RouteHandlerBuilder AcceptsBudget(this RouteHandlerBuilder endpoint) => endpoint
        .Accepts<SweepBudget>("application/json").ProducesProblem(StatusCodes.Status400BadRequest);

    public static TBuilder MayBeMissing<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new ProducesResponseTypeMetadata(StatusCodes.Status404NotFound,
            typeof(Microsoft.AspNetCore.Mvc.ProblemDetails), ["application/problem+json"]));

    /// <summary>Whether the request names this type in Accept.</summary>
    public static bool Accepts(this HttpRequest request, string contentType) =>
        request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals(contentType, StringComparison.OrdinalIgnoreCase));
}
