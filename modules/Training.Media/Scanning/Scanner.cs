using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Training.Media.Intake;

namespace Training.Media.Scanning;

internal enum Verdict
{
    /// <summary>Nothing was found, or no scanner is configured.</summary>
    Clean,

    /// <summary>It is what the scanner knows as harmful.</summary>
    Infected,

    /// <summary>Longer than the scanner takes.</summary>
    TooLong,

    /// <summary>The scanner does not answer, or not in words that mean anything: nobody knows.</summary>
    Unknown,
}

/// <summary>
/// Asks a ClamAV daemon about a file, over its protocol INSTREAM (man 8 clamd): parts with their length before them, then an empty one, and one line as
/// the answer. Whatever is not "OK" is not clean.
/// </summary>
internal sealed class Scanner(IOptions<MediaOptions> options, ILogger<Scanner> log)
{
    private const int Part = 64 * 1024;
    private const int LongestAnswer = 1024;

    // Connecting is quick or does not happen; looking at a large film is not.
    private static readonly TimeSpan ToConnect = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ToAnswer = TimeSpan.FromMinutes(3);

    public bool IsOn => options.Value.Antivirus.Address.Length > 0;

    public async Task<Verdict> ScanAsync(string path, CancellationToken ct)
    {
        if (!IsOn)
        {
            return Verdict.Clean;
        }

        await using var file = File.OpenRead(path);
        var answer = await AskAsync("zINSTREAM\0", file, ct);
        return answer switch
        {
            "stream: OK" => Verdict.Clean,
            not null when answer.StartsWith("stream: ", StringComparison.Ordinal) && answer.EndsWith(" FOUND", StringComparison.Ordinal) => Found(answer),
            not null when answer.Contains("size limit exceeded", StringComparison.Ordinal) => Verdict.TooLong,
            _ => Said(answer),
        };
    }

    /// <summary>Whether the scanner answers.</summary>
    public async Task<bool> AnswersAsync(CancellationToken ct) => await AskAsync("zPING\0", null, ct) == "PONG";

    private Verdict Found(string answer)
    {
        log.LogWarning("The scanner found something in a file: {Answer}", answer);
        return Verdict.Infected;
    }

    private Verdict Said(string? answer)
    {
        log.LogError("The scanner gave no answer that says whether a file is clean: {Answer}", answer);
        return Verdict.Unknown;
    }

    private async Task<string?> AskAsync(string command, Stream? content, CancellationToken ct)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            using var client = new TcpClient();
            patience.CancelAfter(ToConnect);
            var address = options.Value.Antivirus;
            await client.ConnectAsync(address.Host, address.Port, patience.Token);
            patience.CancelAfter(ToAnswer);
            await using var line = client.GetStream();
            await line.WriteAsync(Encoding.ASCII.GetBytes(command), patience.Token);
            if (content is not null)
            {
                await SendAsync(content, line, patience.Token);
            }

            return await HearAsync(line, patience.Token);
        }
        catch (Exception exception) when (exception is SocketException or IOException || (exception is OperationCanceledException && !ct.IsCancellationRequested))
        {
            log.LogError(exception, "The scanner at {Address} can not be asked.", options.Value.Antivirus.Address);
            return null;
        }
    }

    private static async Task SendAsync(Stream content, NetworkStream line, CancellationToken ct)
    {
        var part = new byte[4 + Part];
        while (true)
        {
            var read = await content.ReadAsync(part.AsMemory(4), ct);
            BinaryPrimitives.WriteInt32BigEndian(part, read);
            try
            {
                await line.WriteAsync(part.AsMemory(0, 4 + read), ct);
            }
            catch (IOException) when (line.DataAvailable)
            {
                return; // it has heard enough, and said why
            }

            if (read == 0)
            {
                return;
            }
        }
    }

    private static async Task<string> HearAsync(NetworkStream line, CancellationToken ct)
    {
        var answer = new byte[LongestAnswer];
        var length = 0;
        while (length < answer.Length && await line.ReadAsync(answer.AsMemory(length), ct) is > 0 and var read)
        {
            length += read;
            if (answer.AsSpan(0, length).Contains((byte)0))
            {
                break;
            }
        }

        return Encoding.ASCII.GetString(answer, 0, length).TrimEnd('\0', '\n');
    }
}
