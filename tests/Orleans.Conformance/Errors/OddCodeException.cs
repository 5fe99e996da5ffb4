namespace PgGanLab.OrleansConformance.Errors;

[GenerateSerializer]
public sealed class OddCodeException(int code) : Exception($"The code {code} is odd.")
{
    [Id(0)]
    public int Code { get; } = code;
}
