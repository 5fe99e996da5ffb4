using System.Runtime.InteropServices;

using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <content>Generators and random tensors.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Library)]
    public static partial nint ts_generator_new(ulong seed, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    public static partial nint ts_generator_default();

    [LibraryImport(Library)]
    public static partial void ts_generator_free(nint generator);

    [LibraryImport(Library)]
    public static partial int ts_generator_seed(Generator generator, ulong seed);

    [LibraryImport(Library)]
    public static partial int ts_generator_initial_seed(Generator generator, ulong* seed);

    [LibraryImport(Library)]
    public static partial Tensor ts_generator_get_state(Generator generator);

    [LibraryImport(Library)]
    public static partial int ts_generator_set_state(Generator generator, Tensor state);

    [LibraryImport(Library)]
    public static partial Tensor ts_rand(ReadOnlySpan<long> sizes, long n, Generator? generator, Spec spec);

    [LibraryImport(Library)]
    public static partial Tensor ts_randn(ReadOnlySpan<long> sizes, long n, Generator? generator, Spec spec);

    [LibraryImport(Library)]
    public static partial Tensor ts_randint(long low, long high, ReadOnlySpan<long> sizes, long n, Generator? generator, Spec spec);

    [LibraryImport(Library)]
    public static partial Tensor ts_randperm(long n, Generator? generator, Spec spec);

    [LibraryImport(Library)]
    public static partial Tensor ts_rand_like(Tensor self, Spec spec);

    [LibraryImport(Library)]
    public static partial Tensor ts_randn_like(Tensor self, Spec spec);

    [LibraryImport(Library)]
    public static partial int ts_normal_(Tensor self, double mean, double std, Generator? generator);

    [LibraryImport(Library)]
    public static partial int ts_uniform_(Tensor self, double from, double to, Generator? generator);

    [LibraryImport(Library)]
    public static partial int ts_exponential_(Tensor self, double lambda, Generator? generator);

    [LibraryImport(Library)]
    public static partial int ts_bernoulli_(Tensor self, double p, Generator? generator);

    [LibraryImport(Library)]
    public static partial int ts_bernoulli_tensor_(Tensor self, Tensor p, Generator? generator);

    [LibraryImport(Library)]
    public static partial Tensor ts_bernoulli(Tensor self, Generator? generator);

    [LibraryImport(Library)]
    public static partial Tensor ts_multinomial(Tensor self, long samples, int replacement, Generator? generator);
}
