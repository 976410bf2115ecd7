using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Training.Media.Contracts;
using Training.Media.Intake;
using Training.Modules;

namespace Training.Media.Audio;

/// <summary>
/// Takes recordings out of their wrapping and wraps them anew, without decoding a sound: only the parts that a player needs go along. Voice notes
/// are small, so all of one is in memory.
/// </summary>
internal sealed class AudioCleaner(IOptions<MediaOptions> options, ILogger<AudioCleaner> log)
{
    public async Task<(string Path, FileKind Kind)> CleanAsync(Sent sent, CancellationToken ct)
    {
        var file = await File.ReadAllBytesAsync(sent.Path, ct);
        var (clean, duration, kind) = Clean(file, sent.Format);
        if (duration > TimeSpan.FromMinutes(options.Value.AudioMinutes))
        {
            throw new RuleViolation("Audio.TooLong", options.Value.AudioMinutes);
        }

        var path = sent.Work.File("out");
        await File.WriteAllBytesAsync(path, clean, ct);
        return (path, kind);
    }

    /// <summary>A long recording in Ogg.</summary>
    /// <exception cref="RuleViolation">It is broken, or something else.</exception>
    public static (byte[] File, TimeSpan Duration) Unwrap(byte[] file)
    {
        try
        {
            return OggOpus.Clean(file);
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new RuleViolation("File.Broken");
        }
    }

    private (byte[] File, TimeSpan Duration, FileKind Kind) Clean(byte[] file, Format format)
    {
        try
        {
            var (clean, duration) = format switch
            {
                Format.Ogg => OggOpus.Clean(file),
                Format.WebM => WebM.Clean(file),
                _ => Mp4.Clean(file),
            };
            return (clean, duration, format switch { Format.Ogg => FileKind.OggAudio, Format.WebM => FileKind.WebMAudio, _ => FileKind.Mp4Audio });
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            // Whatever a length in the file points to that is not there.
            log.LogInformation(exception, "A recording was refused as broken.");
            throw new RuleViolation("File.Broken");
        }
    }
}
