namespace Orleans.Serialization;

/// <summary>A type that is not serializable was passed to or returned from a grain.</summary>
public sealed class CodecNotFoundException(string message) : SerializerException(message);
