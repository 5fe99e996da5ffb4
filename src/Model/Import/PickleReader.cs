using System.Buffers.Binary;
using System.Text;

namespace PgGanLab.Model.Import;

/// <summary>
/// Reads a pickle as data. Pickles are programs for a small stack machine that may call any function of Python; this
/// reader has no functions. It knows the instructions that files of weights consist of, and an allow-list of names
/// (<see cref="PickleNames"/>); anything else ends the reading. Source: Python's Lib/pickletools.py.
/// </summary>
/// <param name="data">The pickle, from its first byte.</param>
internal sealed class PickleReader(ReadOnlyMemory<byte> data)
{
    private const int LongestText = 1 << 28;
    private const int MostInstructions = 1 << 20;
    private static readonly object Mark = new();
    private readonly List<object?> stack = [];
    private readonly Dictionary<long, object?> memo = [];
    private int at;

    /// <summary>The storages that the pickle refers to, by key.</summary>
    public Dictionary<string, TorchStorage> Storages { get; } = [];

    /// <summary>Bytes read.</summary>
    public int Position => at;

    /// <summary>Reads one pickle.</summary>
    /// <returns>Dictionaries, lists, arrays (tuples), texts, bytes, numbers, and the records of this
    /// namespace.</returns>
    /// <exception cref="InvalidDataException">Not a pickle of plain data; the message says what
    /// stands there.</exception>
    public object? Read()
    {
        for (var count = 0; count < MostInstructions; count++)
        {
            var instruction = Byte();
            if (instruction == '.')
                return Pop();
            Execute(instruction);
        }
        throw new InvalidDataException($"its pickle has more than {MostInstructions} instructions");
    }

    private void Execute(byte instruction)
    {
        switch (instruction)
        {
            case 0x80: Byte(); break;                                           // PROTO
            case 0x95: Bytes(8); break;                                         // FRAME
            case (byte)'(': stack.Add(Mark); break;
            case (byte)'0': Pop(); break;
            case (byte)'N': stack.Add(null); break;
            case 0x88: stack.Add(true); break;
            case 0x89: stack.Add(false); break;
            case (byte)'J': stack.Add((long)Int32()); break;
            case (byte)'K': stack.Add((long)Byte()); break;
            case (byte)'M': stack.Add((long)BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2))); break;
            case 0x8a: stack.Add(Long(Bytes(Byte()))); break;
            case (byte)'G': stack.Add(BinaryPrimitives.ReadDoubleBigEndian(Bytes(8))); break;
            case (byte)'X': stack.Add(Text(Encoding.UTF8, Int32())); break;
            case 0x8c: stack.Add(Text(Encoding.UTF8, Byte())); break;
            case 0x8d: stack.Add(Text(Encoding.UTF8, Length())); break;
            case (byte)'T': stack.Add(Text(Encoding.Latin1, Int32())); break;    // texts of Python 2
            case (byte)'U': stack.Add(Text(Encoding.Latin1, Byte())); break;
            case (byte)'B': stack.Add(Part(Int32())); break;
            case (byte)'C': stack.Add(Part(Byte())); break;
            case 0x8e or 0x96: stack.Add(Part(Length())); break;                // BINBYTES8, BYTEARRAY8
            case (byte)']': stack.Add(new List<object?>()); break;
            case (byte)'}': stack.Add(new Dictionary<object, object?>()); break;
            case (byte)')': stack.Add(Array.Empty<object?>()); break;
            case 0x85 or 0x86 or 0x87: stack.Add(PopMany(instruction - 0x84)); break;
            case (byte)'t': stack.Add(PopToMark()); break;
            case (byte)'a': Append([Pop()]); break;
            case (byte)'e': Append(PopToMark()); break;
            case (byte)'s': SetItems(PopMany(2)); break;
            case (byte)'u': SetItems(PopToMark()); break;
            case (byte)'q': memo[Byte()] = Top(); break;
            case (byte)'r': memo[Int32()] = Top(); break;
            case 0x94: memo[memo.Count] = Top(); break;
            case (byte)'h': stack.Add(Recall(Byte())); break;
            case (byte)'j': stack.Add(Recall(Int32())); break;
            case (byte)'c': stack.Add(PickleNames.Allowed(Line(), Line())); break;
            case 0x93: Named(PopMany(2)); break;
            case (byte)'Q': Refer(PickleNames.Storage(Pop())); break;
            case (byte)'R': Call(PopMany(2)); break;
            case 0x81: Call(PopMany(2)); break;                                 // NEWOBJ
            case (byte)'b': Build(Pop()); break;
            default:
                throw new InvalidDataException(
                $"its pickle has instruction 0x{instruction:x2} at byte {at - 1}, which plain data doesn't need");
        }
    }

    private void Refer(TorchStorage storage)
    {
        Storages[storage.Key] = storage;
        stack.Add(storage);
    }

    private void Named(object?[] names) => stack.Add(names is [string module, string name]
        ? PickleNames.Allowed(module, name)
        : throw new InvalidDataException("its pickle names something that is no name"));

    private void Call(object?[] call) => stack.Add(call is [PickleGlobal function, object?[] arguments]
        ? PickleNames.Make(function, arguments)
        : throw new InvalidDataException("its pickle calls something that is no function"));

    /// <summary>
    /// Gives an object its fields; the attributes of an ordered dictionary, which PyTorch adds, are left out.
    /// </summary>
    private void Build(object? state)
    {
        if (Top() is PickleRecord record && state is Dictionary<object, object?> fields)
            record.Fields = fields;
        else if (Top() is NumpyArray array && state is object?[] numbers)
            array.Build(numbers);
        else if (Top() is NumpyType && state is object?[] order)
            NumpyType.Build(order);
        else if (Top() is not Dictionary<object, object?>)
            throw new InvalidDataException("its pickle gives fields to something that has none");
    }

    private void Append(object?[] items)
    {
        if (Top() is not List<object?> list)
            throw new InvalidDataException("its pickle appends to something that is no list");
        list.AddRange(items);
    }

    private void SetItems(object?[] items)
    {
        if (Top() is not Dictionary<object, object?> dictionary || items.Length % 2 != 0)
            throw new InvalidDataException("its pickle adds to something that is no dictionary");
        for (var i = 0; i < items.Length; i += 2)
            dictionary[items[i] ?? throw new InvalidDataException("its pickle has a dictionary with the key None")] =
                items[i + 1];
    }

    private object? Top() => stack is [.., var top] ? top : throw Short();

    private object? Pop()
    {
        var top = Top();
        stack.RemoveAt(stack.Count - 1);
        return top;
    }

    private object?[] PopMany(int count)
    {
        if (stack.Count < count)
            throw Short();
        var items = stack.GetRange(stack.Count - count, count).ToArray();
        stack.RemoveRange(stack.Count - count, count);
        return items;
    }

    private object?[] PopToMark()
    {
        var mark = stack.LastIndexOf(Mark);
        if (mark < 0)
            throw Short();
        var items = PopMany(stack.Count - mark - 1);
        Pop();
        return items;
    }

    private object? Recall(long key) => memo.TryGetValue(key, out var value) ? value : throw Short();

    private byte Byte() => Bytes(1)[0];

    private int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    private ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > data.Length - at)
            throw Early();
        at += count;
        return data.Span.Slice(at - count, count);
    }

    private string Text(Encoding encoding, int bytes) => bytes <= LongestText
        ? encoding.GetString(Bytes(bytes))
        : throw new InvalidDataException($"its pickle has a text of {bytes} bytes");

    private ReadOnlyMemory<byte> Part(int count)
    {
        Bytes(count);
        return data.Slice(at - count, count);
    }

    /// <summary>A length of 8 bytes.</summary>
    private int Length()
    {
        var length = BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));
        return length <= (ulong)data.Length ? (int)length : throw Early();
    }

    private string Line()
    {
        var length = data.Span[at..].IndexOf((byte)'\n');
        var line = Encoding.UTF8.GetString(Bytes(length < 0 ? int.MaxValue : length));
        at++;
        return line;
    }

    /// <summary>A whole number of up to 8 bytes; longer ones (PyTorch's magic number) as text of hex digits.</summary>
    private static object Long(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > sizeof(long))
            return Convert.ToHexStringLower(bytes);
        var value = bytes is [.., >= 0x80] ? -1L : 0;
        for (var i = bytes.Length - 1; i >= 0; i--)
            value = (value << 8) | bytes[i];
        return value;
    }

    private static InvalidDataException Early() => new("its pickle ends in the middle");

    private static InvalidDataException Short() => new("its pickle takes more from its stack than lies there");
}
