using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Training.Tests.Notifications;

/// <summary>A mail server on this machine that keeps what it is given (RFC 5321, as much of it as a client meets).</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public SmtpServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every command that came, in order.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>What was handed over, as it came.</summary>
    public ConcurrentQueue<ReceivedMail> Received { get; } = new();

    /// <summary>The answer to a recipient other than yes, such as <c>550 5.1.1 no such user</c>.</summary>
    public Func<string, string?> AnswerTo { get; set; } = _ => null;

    /// <summary>Keeps the letter and hangs up before saying so.</summary>
    public bool HangsUpAfterLetter { get; set; }

    /// <summary>Takes the connection and never says a word.</summary>
    public bool SaysNothing { get; set; }

    public Dictionary<string, string> Settings => new()
    {
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Mail:From"] = "Chuyển giao kỹ thuật <khong-tra-loi@benhvien.example>",
        ["Mail:UseTls"] = "false",
    };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            var stream = connection.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            if (SaysNothing)
            {
                await Task.Delay(Timeout.Infinite, _stop.Token);
            }

            await writer.WriteLineAsync("220 test ready");
            var to = "";
            while (await reader.ReadLineAsync(_stop.Token) is { } command)
            {
                Commands.Enqueue(command);
                switch (command.Split(' ', ':')[0].ToUpperInvariant())
                {
                    case "RCPT":
                        to = command[(command.IndexOf('<', StringComparison.Ordinal) + 1)..command.IndexOf('>', StringComparison.Ordinal)];
                        await writer.WriteLineAsync(AnswerTo(to) ?? "250 yes");
                        break;
                    case "DATA":
                        await writer.WriteLineAsync("354 go on");
                        Received.Enqueue(await ReadLetterAsync(reader, to));
                        if (HangsUpAfterLetter)
                        {
                            return;
                        }

                        await writer.WriteLineAsync("250 taken");
                        break;
                    case "QUIT":
                        await writer.WriteLineAsync("221 bye");
                        return;
                    default:
                        await writer.WriteLineAsync("250 yes");
                        break;
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
        }
    }

    private static async Task<ReceivedMail> ReadLetterAsync(StreamReader reader, string to)
    {
        var headers = new List<KeyValuePair<string, string>>();
        var body = new StringBuilder();
        var inBody = false;
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            if (inBody)
            {
                body.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
            }
            else if (line.Length == 0)
            {
                inBody = true;
            }
            else if (line[0] is ' ' or '\t')
            {
                headers[^1] = new(headers[^1].Key, headers[^1].Value + " " + line.Trim());
            }
            else
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                headers.Add(new(line[..colon], line[(colon + 1)..].Trim()));
            }
        }

        return new ReceivedMail(to, headers, body.ToString());
    }
}
