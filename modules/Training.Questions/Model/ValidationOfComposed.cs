namespace Training.Questions.Model;

/// <summary>The types that are made of several things.</summary>
internal static partial class Validation
{
    private static void CheckCloze(Cloze cloze, List<Reason> reasons)
    {
        if (cloze.Gaps.Count == 0)
        {
            reasons.Add(new Reason("Reason.Cloze.NoGaps"));
        }

        if (cloze.Gaps.Count > BodyLimits.Rows)
        {
            reasons.Add(new Reason("Reason.Rows.TooMany", BodyLimits.Rows));
        }

        foreach (var (text, missing, twice) in new[]
        {
            (cloze.Text.Vi, "Reason.Cloze.NoPlace", "Reason.Cloze.PlaceTwice"),
            (cloze.Text.En, "Reason.Cloze.NoPlace.English", "Reason.Cloze.PlaceTwice.English"),
        })
        {
            if (text is null)
            {
                continue;
            }

            var places = PlacesIn(text);
            reasons.AddRange(Enumerable.Range(1, cloze.Gaps.Count).Except(places).Select(number => new Reason(missing, number)));
            reasons.AddRange(places.GroupBy(number => number).Where(group => group.Count() > 1).Select(group => new Reason(twice, group.Key)));
            reasons.AddRange(places.Distinct().Where(number => number < 1 || number > cloze.Gaps.Count).Select(number => new Reason("Reason.Cloze.NoGap", number)));
        }

        for (var at = 0; at < cloze.Gaps.Count; at++)
        {
            var inner = new List<Reason>();
            CheckGap(cloze.Gaps[at], inner);
            reasons.AddRange(inner.Select(reason => new Reason("Reason.Gap", at + 1, reason)));
        }
    }

    private static void CheckGap(Gap gap, List<Reason> reasons)
    {
        if (gap.Weight is < 1 or > 100)
        {
            reasons.Add(new Reason("Reason.Weight"));
        }

        switch (gap)
        {
            case ChoiceGap choice:
                CheckOptions(choice.Options, reasons);
                CheckRight(choice.Options.Select(option => option.Fraction), "Reason.Single.NoRight", reasons);
                break;
            case TextGap text:
                CheckAnswers(text.Answers, text.MatchCase, text.IgnoreDiacritics, reasons);
                break;
            case NumberGap number:
                CheckNumbers(number.Answers, reasons);
                break;
        }
    }

    private static void CheckSpot(HotSpot spot, List<Reason> reasons)
    {
        if (spot.Image.Length == 0)
        {
            reasons.Add(new Reason("Reason.HotSpot.NoImage"));
        }

        if (spot.Alternative is null)
        {
            reasons.Add(new Reason("Reason.HotSpot.NoAlternative"));
        }

        CheckRows(spot.Regions.Select(region => (Words?)region.Name), 2, "Reason.HotSpot.TooFew", reasons);
        for (var at = 0; at < spot.Regions.Count; at++)
        {
            var region = spot.Regions[at];
            var halfs = region.Shape == RegionShape.Ellipse;
            var (left, top) = halfs ? (region.X - region.Width, region.Y - region.Height) : (region.X, region.Y);
            if (region.Width <= 0 || region.Height <= 0 || left < 0 || top < 0 || region.X + region.Width > 100 || region.Y + region.Height > 100)
            {
                reasons.Add(new Reason("Reason.HotSpot.Outside", at + 1));
            }

            CheckFraction(region.Fraction, 0, at + 1, reasons);
            CheckShort(region.Feedback, reasons);
        }

        CheckRight(spot.Regions.Select(region => region.Fraction), "Reason.Single.NoRight", reasons);
    }

    private static void CheckEssay(Essay essay, List<Reason> reasons)
    {
        CheckShort(essay.MarkerNotes, reasons);
        CheckShort(essay.Template, reasons);
        for (var at = 0; at < essay.Rubric.Count; at++)
        {
            var criterion = essay.Rubric[at];
            if (criterion.Name.IsEmpty)
            {
                reasons.Add(new Reason("Reason.Row.Empty", at + 1));
            }

            if (criterion.Levels.Count < 2 || criterion.Levels.Any(level => level.Text.IsEmpty || level.Points < 0) || criterion.Levels.All(level => level.Points == 0))
            {
                reasons.Add(new Reason("Reason.Criterion.Levels", at + 1));
            }
        }

        if (essay.Rubric.Count > 10)
        {
            reasons.Add(new Reason("Reason.Rows.TooMany", 10));
        }

        CheckTwice(essay.Rubric.Select(criterion => criterion.Name.Vi), reasons);
    }

    private static void CheckVignette(Vignette vignette, List<Reason> reasons)
    {
        if (vignette.Parts.Count == 0)
        {
            reasons.Add(new Reason("Reason.Vignette.NoParts"));
        }

        if (vignette.Parts.Count > BodyLimits.Parts)
        {
            reasons.Add(new Reason("Reason.Rows.TooMany", BodyLimits.Parts));
        }

        for (var at = 0; at < vignette.Parts.Count; at++)
        {
            var (body, weight) = vignette.Parts[at];
            if (body is Vignette)
            {
                reasons.Add(new Reason("Reason.Vignette.Nested") { Part = at + 1 });
                continue;
            }

            if (weight is < 1 or > 100)
            {
                reasons.Add(new Reason("Reason.Weight") { Part = at + 1 });
            }

            reasons.AddRange(Check(body).Select(reason => reason with { Part = at + 1 }));
        }
    }
}
