using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <content>TorchScript modules.</content>
internal static unsafe partial class Native
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint ts_script_load(string path, int deviceType, int deviceIndex);

    [LibraryImport(Library)]
    public static partial void ts_script_free(nint script);

    [LibraryImport(Library)]
    public static partial int ts_script_train(nint script, int on);

    [LibraryImport(Library)]
    public static partial long ts_script_is_training(nint script);

    [LibraryImport(Library)]
    public static partial int ts_script_forward(
        nint script, ReadOnlySpan<ScriptArgument> arguments, long n, out int kind, nint** list, out long length);
}
