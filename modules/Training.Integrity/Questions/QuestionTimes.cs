using System.Globalization;
using Training.Modules;

namespace Training.Integrity.Questions;

internal static class QuestionTimes
{
    /// <summary>With seconds, for what is a matter of seconds.</summary>
    public static string Exact(DateTimeOffset time) => time.ToOffset(VietnamTime.Offset).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
}
