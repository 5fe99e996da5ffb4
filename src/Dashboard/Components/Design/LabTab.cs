using Microsoft.AspNetCore.Components;

namespace PgGanLab.Dashboard.Components.Design;

/// <summary>A part of a page that <see cref="LabTabs"/> shows.</summary>
/// <param name="Id">Its place in the address.</param>
/// <param name="Title">What people click.</param>
/// <param name="Content">Drawn only while it is looked at.</param>
public sealed record LabTab(string Id, string Title, RenderFragment Content);
