namespace Orleans.Runtime;

/// <summary>The life of an activation.</summary>
internal enum ActivationState
{
    /// <summary>The grain object is being made and OnActivateAsync runs; calls wait.</summary>
    Activating,

    /// <summary>Calls run.</summary>
    Valid,

    /// <summary>Running calls end, then OnDeactivateAsync runs; new calls wait.</summary>
    Deactivating,

    /// <summary>Over. Calls that still wait go to the grain's next activation.</summary>
    Invalid,
}
