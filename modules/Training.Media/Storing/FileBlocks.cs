using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Data;
using Training.Modules;

namespace Training.Media.Storing;

/// <summary>
/// The hashes of the blocks that a large file is made of: a part of a film is compared with its own before it is served, instead of the whole film each
/// time that somebody seeks in it.
/// </summary>
[NotAudited("follows from the bytes of the file, whose event is that it was taken in")]
internal sealed class FileBlocks
{
    /// <summary>Of a block, in bytes. The last one is shorter.</summary>
    public const int Size = 1024 * 1024;

    /// <summary>Files from here on have blocks; smaller ones are compared as a whole.</summary>
    public const int From = 4 * Size;

    /// <summary>Of <see cref="StoredFile"/>; goes with it.</summary>
    public required Guid FileId { get; init; }

    /// <summary>SHA-256 of each block, one behind the other.</summary>
    public required byte[] Hashes { get; init; }

    /// <summary>Whether these are the bytes of the block.</summary>
    public static bool Fits(byte[] hashes, int number, ReadOnlySpan<byte> block)
        => hashes.AsSpan(number * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes).SequenceEqual(SHA256.HashData(block));
}

internal sealed class FileBlocksConfiguration : IEntityTypeConfiguration<FileBlocks>
{
    public void Configure(EntityTypeBuilder<FileBlocks> builder)
    {
        builder.ToTable("Media_FileBlocks").HasKey(b => b.FileId);
        builder.HasOne<StoredFile>().WithOne().HasForeignKey<FileBlocks>(b => b.FileId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>A large file, of which each block is compared with its hash before a byte of it is read.</summary>
internal sealed class VerifiedStream(FileStream file, string hash, long size, byte[] hashes, Action damaged) : Stream
{
    private readonly byte[] _block = new byte[FileBlocks.Size];
    private int _length;
    private long _number = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => size;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= size || buffer.Length == 0)
        {
            return 0;
        }

        var number = Position / FileBlocks.Size;
        if (number != _number)
        {
            await LoadAsync(number, cancellationToken);
        }

        var from = (int)(Position % FileBlocks.Size);
        var count = Math.Min(buffer.Length, _length - from);
        _block.AsMemory(from, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Everything here waits without blocking a thread.");

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => size + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        file.Dispose();
        base.Dispose(disposing);
    }

    private async Task LoadAsync(long number, CancellationToken ct)
    {
        var at = number * FileBlocks.Size;
        file.Position = at;
        _length = await file.ReadAtLeastAsync(_block.AsMemory(0, (int)Math.Min(FileBlocks.Size, size - at)), (int)Math.Min(FileBlocks.Size, size - at), throwOnEndOfStream: false, ct);
        if (!FileBlocks.Fits(hashes, (int)number, _block.AsSpan(0, _length)))
        {
            _number = -1;
            damaged();
            throw new Contracts.FileDamagedException(hash);
        }

        _number = number;
    }
}
