using System.Text.Json;
using Training.Questions.Marking;
using Training.Questions.Model;

namespace Training.Tests.Questions;

public sealed class PresentationTests
{
    private const string Secret = "BÍ MẬT";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Show_HoldsNoAnswer()
    {
        var secret = new Words(Secret, Secret);
        var text = new Words("Hỏi");
        QuestionBody[] bodies =
        [
            new SingleChoice { Text = text, Options = [new Option(new Words("a"), 1, secret), new Option(new Words("b"), 0.1234567m, secret)] },
            new MultipleChoice { Text = text, Options = [new Option(new Words("a"), 1, secret), new Option(new Words("b"), 0, secret)] },
            new TrueFalse { Text = text, Answer = true, WhenFalse = secret, WhenTrue = secret },
            new ShortText { Text = text, Answers = [new TextAnswer(Secret, 1, secret)] },
            new Numeric { Text = text, Answers = [new NumberAnswer(98765, 0, 1, secret)], Otherwise = secret },
            new Cloze { Text = new Words("[[1]] [[2]] [[3]]"), Gaps = [new TextGap { Answers = [new TextAnswer(Secret, 1, secret)] }, new NumberGap { Answers = [new NumberAnswer(98765, 0, 1)] }, new ChoiceGap { Options = [new Option(new Words("a"), 1, secret), new Option(new Words("b"), 0)] }] },
            new HotSpot { Text = text, Image = "i", Alternative = text, Regions = [new Region(new Words("a"), RegionShape.Rectangle, 1, 98.765m, 1, 1, 1, secret), new Region(new Words("b"), RegionShape.Rectangle, 1, 1, 1, 1, 0)] },
            new Essay { Text = text, MarkerNotes = secret },
        ];
        foreach (var body in bodies.Append(new Vignette { Text = text, Parts = [.. bodies.Select(part => new VignettePart(part))] }))
        {
            var shown = JsonSerializer.Serialize(Presentation.Show(body with { Feedback = secret, Hints = [secret] }, 7), Readable);
            Assert.DoesNotContain(Secret, shown, StringComparison.Ordinal);
            Assert.DoesNotContain("98765", shown.Replace(".", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain("0.1234567", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("Fraction", shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Show_TheOrderIsOfTheSeed_AndSaysNothingAboutTheBody()
    {
        var body = new SingleChoice { Text = new Words("Hỏi"), Options = [.. Enumerable.Range(0, 4).Select(at => new Option(new Words($"{at}"), at == 0 ? 1 : 0))] };
        var places = Enumerable.Range(0, 400).Select(seed => Presentation.Show(body, seed).Options.ToList().FindIndex(option => option.Vi == "0")).ToArray();
        Assert.All(Enumerable.Range(0, 4), place => Assert.InRange(places.Count(at => at == place), 70, 130));
        Assert.Equal(Presentation.Show(body, 5).Options, Presentation.Show(body, 5).Options);
        Assert.Equal(["0", "1", "2", "3"], Presentation.Show(body with { Shuffle = false }, 5).Options.Select(option => option.Vi));

        // What an attempt stored must never move: the numbers are part of the format.
        Assert.Equal([2, 5, 7, 4, 6, 3, 0, 1], Shuffling.Order(8, 20261123));
    }

    [Fact]
    public void Ordering_IsNeverShownInTheRightOrder()
    {
        var body = new Ordering { Text = new Words("Hỏi"), Items = [new Words("a"), new Words("b")] };
        Assert.All(Enumerable.Range(0, 50), seed => Assert.Equal(["b", "a"], Presentation.Show(body, seed).Options.Select(item => item.Vi)));
    }

    [Fact]
    public void Restore_WhoeverChoosesWhatIsRightOnTheScreen_HasTheWholeMark()
    {
        foreach (var seed in Enumerable.Range(0, 200))
        {
            var maker = new QuestionMaker(seed);
            foreach (var kind in Enum.GetValues<QuestionKind>().Except([QuestionKind.Essay, QuestionKind.Vignette]))
            {
                var body = maker.Full(kind);
                if (Validation.Check(body).Count > 0 || RightOnScreen(body, seed) is not { } right)
                {
                    continue;
                }

                var mark = Grader.Grade(body, Presentation.Restore(body, seed, right));
                Assert.True(mark.Fraction == 1, $"{kind} {seed}: {mark.Fraction} {BodyJson.Write(body)}");
            }
        }
    }

    private static Response? RightOnScreen(QuestionBody body, long seed)
    {
        var view = Presentation.Show(body, seed);
        int Place(Words words) => view.Options.ToList().IndexOf(words);
        return body switch
        {
            SingleChoice single => new Chosen([Place(single.Options[0].Text)]),
            MultipleChoice multiple => new Chosen([.. multiple.Options.Where(option => option.Fraction > 0).Select(option => Place(option.Text))]),
            TrueFalse truth => new Chosen([truth.Answer ? 0 : 1]),
            Matching matching => new Matched([.. view.Prompts.Select(prompt => (int?)Place(matching.Pairs.First(pair => pair.Prompt == prompt).Match))]),
            Ordering ordering => new Ordered([.. ordering.Items.Select(Place)]),
            HotSpot spot => new Pointed(Place(spot.Regions[0].Name)),
            _ => null,
        };
    }
}
