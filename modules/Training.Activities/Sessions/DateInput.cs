using System.ComponentModel.DataAnnotations;
using Training.Activities.Content;
using Training.Modules;

namespace Training.Activities.Sessions;

/// <summary>What is said about a date, in Viet Nam's time.</summary>
internal sealed class DateInput
{
    [Required, Display(Name = "Field.Day")]
    public DateOnly? Day { get; set; }

    [Required, Display(Name = "Field.FromTime")]
    public TimeOnly? From { get; set; }

    [Required, Display(Name = "Field.ToTime")]
    public TimeOnly? To { get; set; }

    [StringLength(SessionDate.PlaceLength), Display(Name = "Field.Place")]
    public string? Place { get; set; }

    [StringLength(SessionDate.AddressLength), Display(Name = "Field.Meeting")]
    public string? Address { get; set; }

    [Range(1, 2000), Display(Name = "Field.Seats")]
    public int? Seats { get; set; }

    [Required, StringLength(250), Display(Name = "Field.HeldBy")]
    public string? HeldBy { get; set; }

    // Methods: the framework reads properties before anybody knows whether the fields are filled in.
    public DateTimeOffset StartsAt() => VietnamTime.StartOf(Day!.Value) + From!.Value.ToTimeSpan();

    public DateTimeOffset EndsAt() => VietnamTime.StartOf(Day!.Value) + To!.Value.ToTimeSpan();

    public static DateInput Of(SessionDate date)
    {
        var (from, to) = (date.StartsAt.ToOffset(VietnamTime.Offset), date.EndsAt.ToOffset(VietnamTime.Offset));
        return new DateInput
        {
            Day = DateOnly.FromDateTime(from.DateTime),
            From = TimeOnly.FromDateTime(from.DateTime),
            To = TimeOnly.FromDateTime(to.DateTime),
            Place = date.Place,
            Address = date.Address,
            Seats = date.Seats,
            HeldBy = date.HeldBy,
        };
    }

    /// <summary>What no field can say by itself.</summary>
    /// <exception cref="RuleViolation">It ends before it begins, has begun, or says neither where nor at which address.</exception>
    public void Check(DateTimeOffset now)
    {
        if (EndsAt() <= StartsAt())
        {
            throw new RuleViolation("Date.EndsFirst") { Field = "Input.To" };
        }

        if (StartsAt() <= now)
        {
            throw new RuleViolation("Date.Past") { Field = "Input.Day" };
        }

        if (ActivityText.Clean(Place) is null && ActivityText.Clean(Address) is null)
        {
            throw new RuleViolation("Date.Nowhere") { Field = "Input.Place" };
        }

        WebAddress.Check(Address, "Input.Address");
    }
}
