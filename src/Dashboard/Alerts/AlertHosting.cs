using PgGanLab.Dashboard.Access;
using PgGanLab.Grains.Access;
using PgGanLab.Grains.Sweeps;
using PgGanLab.Growth;

namespace PgGanLab.Dashboard.Alerts;

/// <summary>Alerts as a part of the process.</summary>
internal static class AlertHosting
{
    /// <param name="builder">The host.</param>
    /// <param name="isLabHost">Whether it is the process that tells: one of a cluster does.</param>
    /// <exception cref="InvalidInputException">What is said of the webhook makes no sense.</exception>
    public static void AddLabAlerts(this WebApplicationBuilder builder, bool isLabHost)
    {
        var options = AlertOptions.From(builder.Configuration);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<Webhook>();
        if (isLabHost)
            builder.Services.AddHostedService<AlertSender>();
    }

    public static void MapAlerts(this IEndpointRouteBuilder api)
    {
        var alerts = api.MapGroup("/alerts").WithTags("Lab");
        alerts.MapGet("", (Webhook webhook) => webhook.State)
            .WithSummary("Who is told of what happens, and how that went last.");
        alerts.MapPost("/test", Test).Needs(LabRole.Administrator).ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Tells the webhook that this is a test.");
    }

    /// <exception cref="WrongStateException">There is no webhook, or it does not take the message.</exception>
    private static async Task<WebhookState> Test(Webhook webhook, CancellationToken cancellationToken) =>
        await webhook.SendTest(cancellationToken) is { } failure
            ? throw new WrongStateException(failure)
            : webhook.State;
}
