namespace Training.Media.Films;

/// <summary>A file that is too large to be in memory, looked at here and there and changed in place.</summary>
internal sealed class FilmFile(FileStream file) : IDisposable
{
    private const int WindowLength = 64 * 1024;

    private readonly byte[] _window = new byte[WindowLength];
    private long _from;
    private int _length;

    public long Length { get; } = file.Length;

    /// <summary>The bytes at a place: fewer than asked for at the end of the file.</summary>
    public ReadOnlySpan<byte> Peek(long at, int count)
    {
        if (at < _from || at + count > _from + _length)
        {
            file.Position = at;
            _from = at;
            _length = file.ReadAtLeast(_window, Math.Max(count, 1), throwOnEndOfStream: false);
        }

        var offset = (int)(at - _from);
        return _window.AsSpan(offset, Math.Clamp(_length - offset, 0, count));
    }

    /// <summary>A part as a whole.</summary>
    /// <exception cref="InvalidDataException">It is longer than any honest one.</exception>
    public byte[] Load(long at, long count, int most)
    {
        if (count > most)
        {
            throw new InvalidDataException("A part that only describes the film is too long.");
        }

        var part = new byte[count];
        file.Position = at;
        file.ReadExactly(part);
        return part;
    }

    public void Write(long at, ReadOnlySpan<byte> bytes)
    {
        file.Position = at;
        file.Write(bytes);
        _length = 0;
    }

    public void Zero(long at, long count)
    {
        file.Position = at;
        Array.Clear(_window);
        for (; count > 0; count -= _window.Length)
        {
            file.Write(_window, 0, (int)Math.Min(count, _window.Length));
        }

        _length = 0;
    }

    public void Dispose() => file.Dispose();
}
