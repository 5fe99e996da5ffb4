namespace PgGanLab.OrleansConformance.Errors;

public sealed class FailingGrain : Grain, IFailingGrain
{
    public Task FailAtOnce(string message) => throw new InvalidOperationException(message);

    public async Task<int> FailLater(string message)
    {
        await Task.Yield();
        throw new ArgumentException(message);
    }

    public ValueTask FailWithOwnType(int code) => throw new OddCodeException(code);

    public ValueTask<int> FailPlainly() => throw new PlainException("outer", new InvalidOperationException("inner"));

    public Task Cancel() => throw new OperationCanceledException("I was told to stop");

    public Task FailBehindAnotherGrain(string message) => GrainFactory.GetGrain<IFailingGrain>("behind").FailLater(message);
}
