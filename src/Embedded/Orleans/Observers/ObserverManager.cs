using System.Collections;
using Microsoft.Extensions.Logging;

namespace Orleans.Utilities;

/// <summary>The observers of a grain: each stays for a while after it subscribed, and goes when a notification fails.</summary>
/// <remarks>Not thread-safe: it belongs to one grain and is used in its turns.</remarks>
public class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly Dictionary<TIdentity, (TObserver Observer, DateTime LastSeen)> _observers = [];
    private readonly ILogger _log;

    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        ExpirationDuration = expiration;
        _log = log;
    }

    /// <summary>The clock, in UTC.</summary>
    public Func<DateTime> GetDateTime { get; set; } = () => DateTime.UtcNow;

    /// <summary>How long an observer stays after it last subscribed.</summary>
    public TimeSpan ExpirationDuration { get; set; }

    /// <summary>How many observers there are, expired ones included until somebody notices.</summary>
    public int Count => _observers.Count;

    /// <summary>The observers as they are now.</summary>
    public IReadOnlyDictionary<TIdentity, TObserver> Observers => _observers.ToDictionary(pair => pair.Key, pair => pair.Value.Observer);

    public void Clear() => _observers.Clear();

    /// <summary>Adds an observer, or renews one.</summary>
    public void Subscribe(TIdentity id, TObserver observer) => _observers[id] = (observer, GetDateTime());

    public void Unsubscribe(TIdentity id) => _observers.Remove(id);

    /// <summary>Notifies all observers that fit, one after the other; removes those that are expired or fail.</summary>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        foreach (var (id, observer) in Live(predicate))
        {
            try
            {
                await notification(observer);
            }
            catch (Exception exception)
            {
                Drop(id, exception);
            }
        }
    }

    /// <inheritdoc cref="Notify(Func{TObserver, Task}, Func{TObserver, bool}?)"/>
    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        foreach (var (id, observer) in Live(predicate))
        {
            try
            {
                notification(observer);
            }
            catch (Exception exception)
            {
                Drop(id, exception);
            }
        }
    }

    /// <summary>Removes the observers that did not subscribe again in time.</summary>
    public void ClearExpired()
    {
        var now = GetDateTime();
        foreach (var (id, entry) in _observers.ToArray())
        {
            if (entry.LastSeen + ExpirationDuration < now) _observers.Remove(id);
        }
    }

    public IEnumerator<TObserver> GetEnumerator() => _observers.Values.Select(entry => entry.Observer).ToList().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<(TIdentity Id, TObserver Observer)> Live(Func<TObserver, bool>? predicate)
    {
        ClearExpired();
        return
        [
            .. _observers
                .Where(pair => predicate is null || predicate(pair.Value.Observer))
                .Select(pair => (pair.Key, pair.Value.Observer)),
        ];
    }

    private void Drop(TIdentity id, Exception exception)
    {
        _log.LogDebug(exception, "Observer {Id} failed and is removed.", id);
        _observers.Remove(id);
    }
}
