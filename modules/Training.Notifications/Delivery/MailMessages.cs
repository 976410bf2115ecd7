using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Training.Notifications.Outbox;

namespace Training.Notifications.Delivery;

internal static class MailMessages
{
    /// <summary>The letter in the form that goes over the wire.</summary>
    /// <exception cref="DeliveryException">The address is none.</exception>
    public static MailMessage MessageOf(this Letter letter, MailAddress from)
    {
        // One address and nothing else: no list, no display name, no line break, no local part in quotation marks.
        if (!MailAddress.TryCreate(letter.To, out var to) || to.Address != letter.To || letter.To.Any(c => char.IsControl(c) || c is '"' or ' ' or ',' or ';'))
        {
            throw new DeliveryException(Obstacle.Refused, "The address is not a mail address.");
        }

        var message = new MailMessage(from, to)
        {
            // What looks like an encoded word would be decoded by the reader, or by MailMessage, into who knows what.
            Subject = OneLine.Of(letter.Subject, OutgoingMail.SubjectLength).Replace("=?", "= ?", StringComparison.Ordinal),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            Body = letter.Body,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64,
        };
        message.Headers.Add("Message-ID", $"<{letter.Id:N}@{from.Host}>");

        // RFC 3834: no out-of-office reply, please.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
