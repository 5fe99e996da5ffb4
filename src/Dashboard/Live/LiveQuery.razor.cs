using System.Threading.Channels;
using Microsoft.AspNetCore.Components;
using PgGanLab.Grains.Catalog;

namespace PgGanLab.Dashboard.Live;

/// <summary>
/// One live value on a page: its loading, missing, loaded and failed states, and its updates. Changes are coalesced:
/// the value is asked for at once, then at most every <see cref="Quiet"/>; without any change it is asked for every
/// <see cref="Refresh"/>, so that ages stay true and a lost message mends itself.
/// </summary>
public sealed partial class LiveQuery<T> : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource disposed = new();
    private readonly Channel<bool> wakes =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private IDisposable? listening;
    private Task updates = Task.CompletedTask;
    private string? key;
    private T? value;
    private bool loaded;
    private string? failure;

    /// <summary>Names what is asked for; another key is another value.</summary>
    [Parameter, EditorRequired] public required string Key { get; set; }

    /// <summary>Asks for the value; null means that there is no such thing.</summary>
    [Parameter, EditorRequired] public required Func<Task<T?>> Load { get; set; }

    /// <summary>Which changes concern the value; without it, all.</summary>
    [Parameter] public Func<LabChange, bool>? Concerns { get; set; }

    [Parameter, EditorRequired] public required RenderFragment<T> ChildContent { get; set; }

    [Parameter] public RenderFragment? Loading { get; set; }

    /// <summary>Shown when there is no such thing; a page that is fetched then has status 404.</summary>
    [Parameter] public RenderFragment? Missing { get; set; }

    /// <summary>The request for the page while it is rendered on the server; null once it is live.</summary>
    [CascadingParameter] private HttpContext? Request { get; set; }

    /// <summary>Asks again now, because the page itself changed something.</summary>
    public Task Reload() => Ask();

    public async ValueTask DisposeAsync()
    {
        listening?.Dispose();
        await disposed.CancelAsync();
        await updates;
        disposed.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (key == Key)
            return;
        key = Key;
        failure = null;
        loaded = Answers.TryGet(key, out value);
        await Ask();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender)
            return;
        listening = Changes.Listen(change =>
        {
            if (Concerns?.Invoke(change) ?? true)
                wakes.Writer.TryWrite(true);
        });
        updates = Update();
    }

    private async Task Ask()
    {
        var asked = Key;
        try
        {
            var answer = await Load();
            if (asked != key)
                return;
            (value, loaded, failure) = (answer, true, null);
            Answers.Keep(asked, answer);
            if (answer is null && Missing is not null && Request is { Response.HasStarted: false } request)
                SayMissing(request);
        }
        catch (Exception e)
        {
            Log.LogWarning(e, "A page could not load {Key}", asked);
            failure = e.Message;
        }
    }

    /// <summary>
    /// A page that says itself what is missing has status 404 from its first byte on. Earlier, the renderer would take
    /// that for a page that is not there, and write nothing.
    /// </summary>
    private static void SayMissing(HttpContext request) => request.Response.OnStarting(() =>
    {
        request.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    private async Task Update()
    {
        while (!disposed.IsCancellationRequested)
        {
            await Woken();
            if (disposed.IsCancellationRequested)
                return;
            await InvokeAsync(async () =>
            {
                await Ask();
                StateHasChanged();
            });
            await Task.Delay(Quiet, disposed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits for a change, or for as long as a value may stay unasked.</summary>
    private async Task Woken()
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(disposed.Token);
        soon.CancelAfter(failure is null ? Refresh : TimeSpan.FromSeconds(2));
        try
        {
            await wakes.Reader.ReadAsync(soon.Token);
        }
        catch (OperationCanceledException)
        {
            // Time for the next look, or the end; the caller tells which.
        }
    }
}
