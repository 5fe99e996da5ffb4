using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>The one silo of the process: what calls, activations and observers share.</summary>
internal sealed class SiloRuntime : IDisposable
{
    private readonly Lazy<IReadOnlyList<IIncomingGrainCallFilter>> _filters;
    private readonly IOptions<SiloMessagingOptions> _messaging;

    public SiloRuntime(
        IServiceProvider services,
        IOptions<SiloMessagingOptions> messaging,
        IOptions<GrainCollectionOptions> collection,
        ILoggerFactory loggers)
    {
        Services = services;
        Loggers = loggers;
        Logger = loggers.CreateLogger("Orleans.Runtime");
        _messaging = messaging;
        _filters = new(() => [.. services.GetServices<IIncomingGrainCallFilter>()]);
        Collection = collection.Value;
        Placement = new PlacementService(services);
        Pending = new PendingCalls();
        Observers = new ObserverRegistry(this);
        Directory = new ActivationDirectory(this);
        Dispatcher = new CallDispatcher(this);
        Proxies = new GrainProxyFactory(Dispatcher);
    }

    public IServiceProvider Services { get; }

    public ILoggerFactory Loggers { get; }

    public ILogger Logger { get; }

    public GrainCollectionOptions Collection { get; }

    public TimeSpan ResponseTimeout => _messaging.Value.ResponseTimeout;

    public int MaxForwardCount => _messaging.Value.MaxForwardCount;

    public IReadOnlyList<IIncomingGrainCallFilter> Filters => _filters.Value;

    public GrainClassCatalog Classes { get; } = GrainClassCatalog.Shared;

    public PlacementService Placement { get; }

    public PendingCalls Pending { get; }

    public ObserverRegistry Observers { get; }

    public ActivationDirectory Directory { get; }

    public CallDispatcher Dispatcher { get; }

    public GrainProxyFactory Proxies { get; }

    /// <summary>Whether calls can be made: from the start of the host until it has stopped.</summary>
    public SiloState State { get; private set; }

    public void Start() => State = SiloState.Running;

    /// <summary>Ends all calls that somebody still waits for.</summary>
    public void Stop()
    {
        State = SiloState.Stopped;
        Pending.Abandon();
    }

    public void Dispose()
    {
        Directory.Dispose();
        Pending.Dispose();
    }
}
