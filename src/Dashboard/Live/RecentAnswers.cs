using Microsoft.Extensions.Caching.Memory;

namespace PgGanLab.Dashboard.Live;

/// <summary>
/// The last answers that pages got, for a few seconds: a page that was rendered on the server takes over without a
/// flash of its loading state, and going back shows at once what was there.
/// </summary>
public sealed class RecentAnswers : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    private readonly MemoryCache cache = new(new MemoryCacheOptions());

    public void Keep<T>(string key, T? value) => cache.Set((typeof(T), key), new Answer<T>(value), Lifetime);

    public bool TryGet<T>(string key, out T? value)
    {
        var found = cache.TryGetValue((typeof(T), key), out Answer<T>? answer);
        value = answer is null ? default : answer.Value;
        return found;
    }

    public void Dispose() => cache.Dispose();

    private sealed record Answer<T>(T? Value);
}
