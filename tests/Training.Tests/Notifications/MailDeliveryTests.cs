using Microsoft.Extensions.DependencyInjection;
using Training.Modules;
using Training.Notifications.Contracts;
using Training.Tests.Support;

namespace Training.Tests.Notifications;

/// <summary>Mail over real connections to a server on this machine.</summary>
public sealed class MailDeliveryTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public async Task Letter_InVietnamese_ArrivesAsWritten(Database database)
    {
        const string subject = "Lời mời: Chuyển giao kỹ thuật đặt stent động mạch vành – Bệnh viện Đa khoa tỉnh Quảng Ninh, đợt hai";
        const string body = "Kính gửi chị Hương,\n\n.Dòng bắt đầu bằng dấu chấm\n" + "https://chuyengiao.example.vn/account/invitation?token=abc\n";
        await using var server = new SmtpServer();
        await using var site = await Site.StartAsync(database, settings: server.Settings);
        await site.QueueAsync(new Mail(Mails.Reader, subject, body));

        await site.DeliverAsync();
        await site.DeliverAsync();

        var letter = Assert.Single(server.Received);
        Assert.Equal(Mails.Reader, letter.To);
        Assert.Equal(subject, letter.Subject);
        Assert.Equal(body, letter.Text);
        Assert.Contains("<khong-tra-loi@benhvien.example>", letter["From"], StringComparison.Ordinal);
        Assert.Equal("auto-generated", letter["Auto-Submitted"]);
        var mail = Assert.Single(await site.OutboxAsync());
        Assert.Equal($"<{mail.Id:N}@benhvien.example>", letter["Message-ID"]);
        Assert.NotNull(mail.SentAt);
        Assert.Null(mail.DueAt);
        Assert.Equal((1, body), (mail.Attempts, mail.Body));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task SecretLetter_OnceSent_IsEmptyInTheDatabase(Database database)
    {
        await using var server = new SmtpServer();
        await using var site = await Site.StartAsync(database, settings: server.Settings);
        await site.QueueAsync(new Mail(Mails.Reader, "Đặt lại mật khẩu", "bí mật") { Secret = true });
        Assert.Equal("bí mật", Assert.Single(await site.OutboxAsync()).Body);

        await site.DeliverAsync();

        Assert.Equal("bí mật", Assert.Single(server.Received).Text);
        Assert.Equal("", Assert.Single(await site.OutboxAsync()).Body);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task Letter_OfAWriteThatIsRolledBack_NeverLeaves(Database database)
    {
        await using var server = new SmtpServer();
        await using var site = await Site.StartAsync(database, settings: server.Settings);
        await Assert.ThrowsAsync<RuleViolation>(() => site.DataAsync(async (db, services) =>
        {
            await db.WriteAsync(
                _ =>
                {
                    services.GetRequiredService<IMailQueue>().Send(new Mail(Mails.Reader, "a", "b"));
                    throw new RuleViolation("x");
                },
                default);
            return true;
        }));

        await site.DeliverAsync();

        Assert.Empty(server.Received);
        Assert.Empty(await site.OutboxAsync());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task TwoNodes_AtTheSameTime_SendEachLetterOnce(Database database)
    {
        await using var server = new SmtpServer();
        await using var site = await Site.StartAsync(database, settings: server.Settings);
        await site.QueueAsync([.. Enumerable.Range(1, 20).Select(n => new Mail($"nguoi{n}@benhvien.example", "Nhắc", "…"))]);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => site.DeliverAsync()));
        await site.DeliverAsync();

        Assert.Equal(20, server.Received.Count);
        Assert.Equal(20, server.Received.Select(m => m.To).Distinct().Count());
        Assert.All(await site.OutboxAsync(), mail => Assert.NotNull(mail.SentAt));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task BusyMailbox_IsTriedLaterAndLater_WithTheSameMessageId(Database database)
    {
        await using var server = new SmtpServer { AnswerTo = _ => "450 4.2.1 mailbox busy" };
        await using var site = await Site.StartAsync(database, settings: server.Settings);
        await site.QueueAsync(new Mail(Mails.Reader, "Nhắc", "…"));
        var pauses = new List<TimeSpan>();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await site.DeliverAsync();
            await site.DeliverAsync();
            var waiting = Assert.Single(await site.OutboxAsync());
            Assert.Equal(attempt, waiting.Attempts);
            Assert.Contains("mailbox busy", waiting.Error, StringComparison.Ordinal);
            pauses.Add(waiting.DueAt!.Value - site.Clock.GetUtcNow());
            site.Clock.Shift += pauses[^1] + TimeSpan.FromSeconds(1);
        }

        Assert.Equal([1, 5, 15], pauses.Select(p => (int)Math.Round(p.TotalMinutes)));
        server.AnswerTo = _ => null;
        server.HangsUpAfterLetter = true;
        await site.DeliverAsync();
        server.HangsUpAfterLetter = false;
        site.Clock.Shift += TimeSpan.FromHours(2);
        await site.DeliverAsync();

        // The server took it twice, since it never said that it had it the first time; a reader's program can tell.
        Assert.Equal(2, server.Received.Count);
        Assert.Single(server.Received.Select(m => m["Message-ID"]).Distinct());
        Assert.NotNull(Assert.Single(await site.OutboxAsync()).SentAt);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task UnknownMailbox_IsGivenUpAtOnce_AndHoldsUpNobody(Database database)
    {
        await using var server = new SmtpServer { AnswerTo = to => to.StartsWith("cu@", StringComparison.Ordinal) ? "550 5.1.1 no such user" : null };
        await using var site = await Site.StartAsync(database, settings: server.Settings);
        await site.QueueAsync(new Mail("cu@benhvien.example", "a", "bí mật") { Secret = true }, new Mail("khong phai dia chi", "b", "b"), new Mail(Mails.Reader, "c", "c"));

        await site.DeliverAsync();

        var outbox = (await site.OutboxAsync()).OrderBy(m => m.Subject, StringComparer.Ordinal).ToList();
        Assert.Equal([true, true, false], outbox.Select(m => m.GaveUpAt is not null));
        Assert.Contains("no such user", outbox[0].Error, StringComparison.Ordinal);
        Assert.Equal("", outbox[0].Body);
        Assert.Contains("not a mail address", outbox[1].Error, StringComparison.Ordinal);
        Assert.Equal(Mails.Reader, Assert.Single(server.Received).To);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public async Task ServerDown_SiteStaysReady_AndEveryLetterIsGivenUpInTheEnd(Database database)
    {
        Dictionary<string, string> settings;
        await using (var server = new SmtpServer())
        {
            settings = server.Settings;
        }

        await using var site = await Site.StartAsync(database, settings: settings);
        await site.QueueAsync(new Mail(Mails.Reader, "một", "…"), new Mail(Mails.Reader, "hai", "…"));
        await site.DeliverAsync();

        // The second would have met the same silence.
        Assert.Equal(1, (await site.OutboxAsync()).Sum(m => m.Attempts));
        Assert.True((await site.Visitor().GetAsync("/health/ready")).IsOk);
        for (var hour = 0; hour < 4 * 24; hour++)
        {
            site.Clock.Shift += TimeSpan.FromHours(1);
            await site.DeliverAsync();
        }

        Assert.All(await site.OutboxAsync(), mail =>
        {
            Assert.NotNull(mail.GaveUpAt);
            Assert.Null(mail.DueAt);
            Assert.NotEqual("", mail.Error);
            Assert.InRange(mail.Attempts, 5, 9);
        });
    }

    [Theory, OnSqlite]
    public async Task ServerWithoutTls_WhereTlsIsDemanded_GetsNoLetterAndNoPassword(Database database)
    {
        await using var server = new SmtpServer();
        var settings = server.Settings;
        settings["Mail:UseTls"] = "true";
        settings["Mail:User"] = "may-chu";
        settings["Mail:Password"] = "mat-khau-rat-dai";
        await using var site = await Site.StartAsync(database, settings: settings);
        await site.QueueAsync(new Mail(Mails.Reader, "a", "b"));

        await site.DeliverAsync();

        Assert.Empty(server.Received);
        Assert.DoesNotContain(server.Commands, c => c.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase) || c.StartsWith("MAIL", StringComparison.OrdinalIgnoreCase));
        var mail = Assert.Single(await site.OutboxAsync());
        Assert.NotNull(mail.DueAt);
        Assert.DoesNotContain("mat-khau", mail.Error, StringComparison.Ordinal);
    }

    [Theory, OnSqlite]
    public async Task LineBreaks_InSubjectAndAddress_MakeNoHeaders(Database database)
    {
        await using var server = new SmtpServer();
        await using var site = await Site.StartAsync(database, settings: server.Settings);
        string[] evil = ["a\r\nBcc: ke-xau@evil.example", "a\nBcc: ke-xau@evil.example\n\nchào", "a\rX: y", "a\u2028Bcc: z", "a\u0085Bcc: z", "a\0b", "=?utf-8?Q?a=0D=0ABcc:_z?="];
        string[] addresses = [$"{Mails.Reader}\r\nBcc: ke-xau@evil.example", $"{Mails.Reader}, ke-xau@evil.example", $"{Mails.Reader}>\r\nRCPT TO:<ke-xau@evil.example", "\"a\r\nb\"@benhvien.example"];
        await site.QueueAsync([.. evil.Select(subject => new Mail(Mails.Reader, subject, "b")), .. addresses.Select(to => new Mail(to, "a", "b"))]);

        await site.DeliverAsync();

        Assert.Equal(evil.Length, server.Received.Count);
        Assert.All(server.Received, letter =>
        {
            Assert.Equal(Mails.Reader, letter.To);
            Assert.DoesNotContain(letter.Headers, h => h.Key is "Bcc" or "X");
            Assert.DoesNotContain('\n', letter.Subject);
        });
        Assert.DoesNotContain(server.Commands, c => c.Contains("RCPT", StringComparison.Ordinal) && c.Contains("evil", StringComparison.Ordinal));
        Assert.Equal(addresses.Length, (await site.OutboxAsync()).Count(m => m.GaveUpAt is not null));
    }
}
