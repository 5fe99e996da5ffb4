using System.Runtime.InteropServices;

namespace PgGanLab.Model.Imaging.Decoding;

/// <summary>A decompressor of libturbojpeg, given back when nobody holds it any longer.</summary>
internal sealed partial class JpegDecompressor() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => Destroy(handle) == 0;

    [LibraryImport("libturbojpeg.so.0", EntryPoint = "tjDestroy")]
    private static partial int Destroy(nint handle);
}
