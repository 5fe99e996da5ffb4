using Microsoft.AspNetCore.Http.Json;
using Microsoft.OpenApi;
using PgGanLab.Dashboard.Alerts;
using PgGanLab.Dashboard.Hosting;
using PgGanLab.Grains;

namespace PgGanLab.Dashboard.Api;

/// <summary>The REST API as a part of the process.</summary>
internal static class ApiHosting
{
    private const string Root = "/api/v1";

    public static void AddLabApi(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<JsonOptions>(options => LabJson.Apply(options.SerializerOptions));
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = Complete);
        builder.Services.AddExceptionHandler<ProblemHandler>();
        builder.Services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, context, _) =>
        {
            if (context.ApplicationServices.GetRequiredService<ProxyOptions>().PublicUrl is { } publicUrl)
                document.Servers = [new OpenApiServer { Url = publicUrl }];
            document.Info.Title = "PgGanLab";
            document.Info.Version = "v1";
            document.Info.Description =
                "Sweeps of progressive-growing GANs. Errors are problem details with one sentence in detail.";
            return Task.CompletedTask;
        }));
    }

    public static void MapLabApi(this WebApplication app)
    {
        app.UseQueryCheck();
        app.MapOpenApi();
        var api = app.MapGroup(Root);
        api.MapSweeps();
        api.MapPresets();
        api.MapExperiments();
        api.MapDatasets();
        api.MapWorkers();
        api.MapLab();
        api.MapAlerts();
        api.MapDrawing();
        api.MapTokens();
        api.MapUsers();
        api.MapHosts();
    }

    /// <summary>The address of something in the API, as who sent the request reaches it.</summary>
    public static string Address(HttpRequest request, string path) => $"{request.PathBase}{Root}{path}";

    /// <summary>Whether the request is the API's to answer.</summary>
    public static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments(Root);

    /// <summary>Gives what routing refuses a sentence too.</summary>
    private static void Complete(ProblemDetailsContext context)
    {
        var (problem, request) = (context.ProblemDetails, context.HttpContext.Request);
        var path = request.PathBase + request.Path;
        var listed = $"{request.PathBase}/api lists what there is";
        problem.Extensions.Remove("traceId");
        problem.Detail ??= problem.Status switch
        {
            StatusCodes.Status404NotFound => $"There is no {path} in this API; {listed}.",
            StatusCodes.Status405MethodNotAllowed =>
                $"{path} does not take {request.Method}; {listed}.",
            StatusCodes.Status415UnsupportedMediaType =>
                $"The body's type '{request.ContentType}' can't be read here; "
                + "send application/json or, for a sweep's file, application/yaml.",
            _ => "The request can't be answered.",
        };
    }
}
