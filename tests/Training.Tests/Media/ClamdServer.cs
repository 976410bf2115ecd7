using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Training.Tests.Media;

/// <summary>Speaks the protocol of a ClamAV daemon over a real connection: PING, and INSTREAM with its parts; knows the EICAR test file.</summary>
internal sealed class ClamdServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;

    public ClamdServer(int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _work = Task.Run(ServeAsync);
    }

    /// <summary>Harmless, and by agreement found by every scanner; put together here so that no scanner finds this file.</summary>
    public static string Eicar { get; } = @"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-" + "TEST-FILE!$H+H*";

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Address => $"127.0.0.1:{Port}";

    /// <summary>Hears everything and says nothing.</summary>
    public bool Holds { get; set; }

    /// <summary>What it says instead of its verdict.</summary>
    public string? Says { get; set; }

    /// <summary>Takes no more bytes than this.</summary>
    public int Most { get; set; } = 100 * 1024 * 1024;

    public int Scans { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _work;
        _end.Dispose();
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _ = AnswerAsync(client);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var line = client.GetStream();
                var command = await ReadCommandAsync(line);
                if (command == "zPING")
                {
                    await line.WriteAsync("PONG\0"u8.ToArray());
                }
                else if (command == "zINSTREAM")
                {
                    var verdict = await ScanAsync(line);
                    Scans++;
                    while (Holds)
                    {
                        await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, _end.Token);
                    }

                    await line.WriteAsync(Encoding.ASCII.GetBytes((Says ?? verdict) + "\0"));
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // Whoever asked went away.
            }
        }
    }

    private static async Task<string> ReadCommandAsync(NetworkStream line)
    {
        var command = new StringBuilder();
        var octet = new byte[1];
        while (await line.ReadAsync(octet) == 1 && octet[0] != 0)
        {
            command.Append((char)octet[0]);
        }

        return command.ToString();
    }

    private async Task<string> ScanAsync(NetworkStream line)
    {
        var content = new MemoryStream();
        var head = new byte[4];
        while (true)
        {
            await line.ReadExactlyAsync(head);
            var part = new byte[BinaryPrimitives.ReadInt32BigEndian(head)];
            if (part.Length == 0)
            {
                return Encoding.Latin1.GetString(content.ToArray()).Contains(Eicar, StringComparison.Ordinal) ? "stream: Eicar-Signature FOUND" : "stream: OK";
            }

            await line.ReadExactlyAsync(part);
            content.Write(part);
            if (content.Length > Most)
            {
                return "INSTREAM size limit exceeded. ERROR";
            }
        }
    }
}
