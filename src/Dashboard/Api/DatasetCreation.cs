using Microsoft.AspNetCore.Http.HttpResults;
using PgGanLab.Grains.Catalog;
using PgGanLab.Growth.Configuration;
using PgGanLab.Growth.Datasets;

namespace PgGanLab.Dashboard.Api;

/// <summary>Makes datasets for those who wait: as long as they listen, or for some seconds.</summary>
internal static class DatasetCreation
{
    /// <summary>What takes longer is answered with where to ask for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The dataset, if it is there soon; else where to ask how far it is.</summary>
    /// <param name="request">The request for it.</param>
    /// <param name="body">What to make it of.</param>
    /// <param name="makings">Makes it.</param>
    /// <param name="cancellationToken">The caller left before there was an answer.</param>
    public static async Task<Results<Created<DatasetFacts>, Accepted<DatasetMaking>>> ForSomeSeconds(
        HttpRequest request, DatasetRequest body, IDatasetMakings makings, CancellationToken cancellationToken)
    {
        var started = await makings.Begin(body, null);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (await Task.WhenAny(started.Made, Task.Delay(Patience, late.Token)) != started.Made
            && !cancellationToken.IsCancellationRequested && makings.Find(started.Number) is { } making)
            return TypedResults.Accepted(ApiHosting.Address(request, $"/datasets/requests/{started.Number}"), making);
        await late.CancelAsync();
        var dataset = await Result(started, makings, cancellationToken);
        return TypedResults.Created(
            ApiHosting.Address(request, $"/datasets/{Uri.EscapeDataString(dataset.Name)}"), dataset);
    }

    /// <summary>The dataset once it is there; nothing is made any longer when nobody listens.</summary>
    /// <param name="body">What to make it of.</param>
    /// <param name="makings">Makes it.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellationToken">Nobody listens any longer.</param>
    public static async Task<DatasetFacts> WhileHeard(
        DatasetRequest body, IDatasetMakings makings, IProgress<DatasetProgress> progress,
        CancellationToken cancellationToken) =>
        await Result(await makings.Begin(body, progress), makings, cancellationToken);

    private static async Task<DatasetFacts> Result(
        StartedDataset started, IDatasetMakings makings, CancellationToken cancellationToken)
    {
        try
        {
            using var leaving = cancellationToken.Register(() => makings.Stop(started.Number));
            return await started.Made;
        }
        finally
        {
            makings.Forget(started.Number);                                     // whoever asked has been told
        }
    }
}
