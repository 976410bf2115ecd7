using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Training.Modules;

namespace Training.Workflows.Expressions;

/// <summary>A duration of ISO 8601: <c>P1Y2M10DT2H30M</c>, <c>P2W</c>. Months first, then the rest (the standard leaves the order open; so does XPath).</summary>
/// <param name="Months">Years × 12 + months.</param>
/// <param name="Days">Weeks × 7 + days.</param>
/// <param name="Time">Hours, minutes, seconds.</param>
internal readonly partial record struct IsoDuration(int Months, int Days, TimeSpan Time)
{
    /// <summary>Every part is at least zero, and one is more.</summary>
    public bool IsPositive => Months >= 0 && Days >= 0 && Time >= TimeSpan.Zero && this != default;

    // Days and time in ticks; more than a long holds.
    private Int128 Rest => ((Int128)Days * TimeSpan.TicksPerDay) + Time.Ticks;

    /// <summary>
    /// Null where the text is none. A sign may stand before P, and before a number of its own; weeks may stand beside other parts;
    /// only seconds have decimals, seven at most.
    /// </summary>
    public static IsoDuration? Read(string text)
    {
        if (text.Length > 100 || Form().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var sign = match.Groups["sign"].Length > 0 ? -1 : 1;
        try
        {
            checked
            {
                var months = (Part("years") * 12) + Part("months");
                var days = (Part("weeks") * 7) + Part("days");
                var ticks = (Part("hours") * TimeSpan.TicksPerHour) + (Part("minutes") * TimeSpan.TicksPerMinute) + (Part("seconds") * TimeSpan.TicksPerSecond);
                return new IsoDuration((int)(sign * months), (int)(sign * days), TimeSpan.FromTicks((long)(sign * (ticks + Fraction()))));
            }
        }
        catch (OverflowException)
        {
            return null;
        }

        // Up to 38 digits fit; longer texts were refused or overflow.
        Int128 Part(string name) => match.Groups[name] is { Success: true } part ? Int128.Parse(part.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;

        Int128 Fraction()
        {
            var ticks = match.Groups["fraction"] is { Success: true } part ? int.Parse(part.Value.PadRight(7, '0'), CultureInfo.InvariantCulture) : 0;
            return match.Groups["seconds"].Value.StartsWith('-') ? -ticks : ticks;
        }
    }

    /// <summary>
    /// Less than zero, zero, or more than zero where the order is the same whatever day one counts from; null where it is not:
    /// <c>P1M</c> is longer than <c>P30D</c> in May and not in June. A day counts as 24 hours.
    /// </summary>
    public static int? Compare(IsoDuration one, IsoDuration other)
    {
        var (months, rest) = (one.Months.CompareTo(other.Months), one.Rest.CompareTo(other.Rest));
        return months == 0 || rest == 0 || months == rest ? Math.Sign(months + rest) : null;
    }

    /// <summary>The same backwards.</summary>
    /// <exception cref="OverflowException">It can not be turned around.</exception>
    public static IsoDuration operator -(IsoDuration duration) => new(checked(-duration.Months), checked(-duration.Days), duration.Time.Negate());

    /// <summary>Counted in Vietnam's time (UTC+7 without summer time), so that months end where people see them end; result in UTC.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Beyond the years that dates reach.</exception>
    public DateTimeOffset After(DateTimeOffset moment)
    {
        var local = moment.ToOffset(VietnamTime.Offset).DateTime.AddMonths(Months).AddDays(Days).Add(Time);
        return new DateTimeOffset(local, VietnamTime.Offset).ToUniversalTime();
    }

    /// <summary>The day so many months and days later; the time is no part of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Beyond the years that dates reach.</exception>
    public DateOnly After(DateOnly day) => day.AddMonths(Months).AddDays(Days);

    /// <summary>Years and months, days, hours, minutes and seconds, without parts that are zero. Where all parts are negative, one sign stands before P.</summary>
    public override string ToString()
    {
        if (this == default)
        {
            return "PT0S";
        }

        var negative = Months <= 0 && Days <= 0 && Time <= TimeSpan.Zero;
        var sign = negative ? -1 : 1;
        var text = new StringBuilder(negative ? "-P" : "P");
        var months = (long)Months * sign;
        Append(months / 12, 'Y');
        Append(months % 12, 'M');
        Append((long)Days * sign, 'D');
        if (Time != TimeSpan.Zero)
        {
            var ticks = (Int128)Time.Ticks * sign;
            text.Append('T');
            Append((long)(ticks / TimeSpan.TicksPerHour), 'H');
            Append((long)(ticks % TimeSpan.TicksPerHour / TimeSpan.TicksPerMinute), 'M');
            AppendSeconds((long)(ticks % TimeSpan.TicksPerMinute));
        }

        return text.ToString();

        void Append(long number, char unit)
        {
            if (number != 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{number}{unit}");
            }
        }

        void AppendSeconds(long ticks)
        {
            if (ticks != 0)
            {
                text.Append(((decimal)ticks / TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture)).Append('S');
            }
        }
    }

    [GeneratedRegex(
        @"\A(?<sign>-)?P(?=.)((?<years>-?[0-9]{1,15})Y)?((?<months>-?[0-9]{1,15})M)?((?<weeks>-?[0-9]{1,15})W)?((?<days>-?[0-9]{1,15})D)?"
        + @"(T(?=.)((?<hours>-?[0-9]{1,15})H)?((?<minutes>-?[0-9]{1,15})M)?((?<seconds>-?[0-9]{1,15})([.,](?<fraction>[0-9]{1,7}))?S)?)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Form();
}
