using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Decompositions.</summary>
    public static partial class linalg
    {
        /// <summary>Eigenvalues, ascending, and eigenvectors (columns) of a symmetric matrix.</summary>
        /// <param name="input">[n,n], floating-point.</param>
        /// <param name="UPLO">Which triangle is looked at: L or U.</param>
        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L')
        {
            Native.ts_eigh(input, (byte)UPLO, out var values, out var vectors);
            return (values, vectors);
        }

        /// <summary>Eigenvalues, ascending, of a symmetric matrix.</summary>
        /// <param name="input">[n,n], floating-point.</param>
        /// <param name="UPLO">Which triangle is looked at: L or U.</param>
        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => Native.ts_eigvalsh(input, (byte)UPLO);
    }
}
