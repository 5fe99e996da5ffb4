using PgGanLab.Dashboard.Access;
using PgGanLab.Dashboard.Api;
using PgGanLab.Dashboard.Components;
using PgGanLab.Dashboard.Hosting;

if (LabUsage.IsAskedFor(args))
{
    Console.Write(LabUsage.Text);
    return 0;
}

return await LabProcess.Run(() =>
{
    var builder = LabProcess.CreateBuilder(args);
    if (JoinedHost.IsAskedFor(builder.Configuration))
        return JoinedHost.Build(builder);
    builder.AddLab();
    builder.AddLabApi();
    builder.AddLabPages();

    var app = builder.Build();
    app.UseProxies();
    app.UseLabDefences();
    app.UseLowerCaseIds();
    app.UseHeadRequests();
    app.UseFileDigests();
    app.UseLabErrors();
    app.UseLabAccess();
    app.MapLabApi();
    app.MapLabPages();
    app.MapLabOperations();
    return app;
});

/// <summary>Named so that tests can host the dashboard.</summary>
public partial class Program;
