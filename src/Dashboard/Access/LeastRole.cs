using Microsoft.AspNetCore.Authorization;
using PgGanLab.Grains.Access;

namespace PgGanLab.Dashboard.Access;

/// <summary>Which role an endpoint or a page needs at least, where that is not what its method says.</summary>
/// <param name="role">From <see cref="LabRole.Viewer"/> on.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LeastRoleAttribute(LabRole role) : Attribute
{
    public LabRole Role => role;
}

/// <summary>
/// The one rule of who may do what. An endpoint that says nothing is read by viewers and changed by researchers, so one
/// that is forgotten is not open.
/// </summary>
internal sealed class LeastRole : IAuthorizationRequirement
{
    public static AuthorizationPolicy Policy { get; } = new AuthorizationPolicyBuilder()
        .AddRequirements(new LeastRole()).Build();

    /// <summary>The role that a request needs at least.</summary>
    public static LabRole Of(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetOrderedMetadata<LeastRoleAttribute>() is [_, ..] said
            ? said.Max(needed => needed.Role)
            : IsReading(context.Request.Method) ? LabRole.Viewer : LabRole.Researcher;

    private static bool IsReading(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}

/// <summary>Answers whether the person behind a request, or at a page, has the role that is needed.</summary>
internal sealed class LeastRoleHandler(AccessOptions options) : AuthorizationHandler<LeastRole>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, LeastRole requirement)
    {
        var needed = context.Resource switch
        {
            HttpContext request => LeastRole.Of(request),
            Microsoft.AspNetCore.Components.RouteData page => Of(page.PageType),
            _ => LabRole.Viewer,
        };
        if (!options.IsRequired || context.User.Role >= needed)
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static LabRole Of(Type page) =>
        page.GetCustomAttributes(typeof(LeastRoleAttribute), inherit: true).OfType<LeastRoleAttribute>()
            .Select(needed => needed.Role).FirstOrDefault(LabRole.Viewer);
}

/// <summary>What endpoints say of who may use them.</summary>
internal static class LeastRoleExtensions
{
    /// <summary>Says which role the endpoints need at least.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoints, LabRole role)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new LeastRoleAttribute(role));
}
