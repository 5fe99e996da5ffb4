using Microsoft.AspNetCore.Http.Json;
using PgGanLab.Grains;

namespace PgGanLab.Dashboard.Api;

/// <summary>The REST API as a part of the process.</summary>
internal static class ApiHosting
{
    public static void AddLabApi(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<JsonOptions>(options => LabJson.Apply(options.SerializerOptions));
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = context => context.ProblemDetails.Extensions.Remove("traceId"));
        builder.Services.AddExceptionHandler<ProblemHandler>();
        builder.Services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "PgGanLab";
            document.Info.Version = "v1";
            document.Info.Description = "Sweeps of progressive-growing GANs. Errors are problem details with one sentence in detail.";
            return Task.CompletedTask;
        }));
    }

    public static void MapLabApi(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api/v1"), branch => branch.UseStatusCodePages());
        app.MapOpenApi();
        var api = app.MapGroup("/api/v1");
        api.MapSweeps();
        api.MapExperiments();
        api.MapLab();
        api.MapFallback((HttpRequest request) => Results.Problem($"There is no {request.Method} {request.Path} in this API; /api lists what there is.", statusCode: StatusCodes.Status404NotFound))
            .ExcludeFromDescription();
    }
}
