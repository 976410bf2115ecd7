using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Training.Activities.Content;
using Training.Courses.Contracts;
using Training.Data;
using Training.Modules;

namespace Training.Activities.Surveys;

/// <summary>Looks at answers, and stores them. Call inside a write.</summary>
internal sealed class AnswerSurvey(TrainingDbContext db, ICourseItems items, TimeProvider clock)
{
    /// <summary>Fewer anonymous answers are never shown.</summary>
    public const int Fewest = 3;

    /// <param name="item">The open item.</param>
    /// <param name="personId">Who answers; not stored with the answers of an anonymous survey.</param>
    /// <param name="given">Answers by key of their question, without errors.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleViolation">They have answered before.</exception>
    public async Task StoreAsync(OpenItem item, Guid personId, IReadOnlyDictionary<string, IReadOnlyList<string>> given, CancellationToken ct)
    {
        var survey = await db.Set<Survey>().AsNoTracking().SingleAsync(s => s.Id == item.ContentId, ct);
        if (await db.Set<SurveyDone>().AnyAsync(d => d.PersonId == personId && d.SeriesId == survey.SeriesId, ct))
        {
            throw new RuleViolation("Survey.Done") { Status = 409 };
        }

        db.Add(new SurveyDone { PersonId = personId, SeriesId = survey.SeriesId });
        int? batch = survey.IsAnonymous ? await db.Unscoped<SurveyResponse>().CountAsync(r => r.SeriesId == survey.SeriesId && r.Batch != null, ct) / Fewest : null;
        var response = new SurveyResponse
        {
            Id = new Guid(RandomNumberGenerator.GetBytes(16)), // one that grows with time would say who
            SeriesId = survey.SeriesId,
            ContentId = survey.Id,
            HospitalId = survey.HospitalId,
            PersonId = survey.IsAnonymous ? null : personId,
            Batch = batch,
        };
        db.Add(response);
        foreach (var question in survey.Questions.Questions)
        {
            var answers = given.GetValueOrDefault(question.Key, []);
            db.AddRange(question.Kind == SurveyQuestionKind.Words
                ? answers.Take(1).Select(words => AnswerOf(response, question.Key, "", ActivityText.Clean(words)))
                : answers.Select(value => AnswerOf(response, question.Key, value, null)));
        }

        await db.SaveChangesAsync(ct);
        await items.RecordAsync(personId, item.CourseId, item.ItemKey, new ItemEvidence(item.ContentId, clock.GetUtcNow()) { Submitted = true }, ct);
    }

    private static SurveyAnswer AnswerOf(SurveyResponse response, string question, string value, string? words)
        => new() { ResponseId = response.Id, Question = question, Value = value, Words = words, SeriesId = response.SeriesId, Batch = response.Batch };
}

internal static class SurveyAnswers
{
    /// <summary>What is wrong with answers: the key of the question, and of the sentence.</summary>
    public static IEnumerable<(string Question, string Error)> Check(this QuestionList list, IReadOnlyDictionary<string, IReadOnlyList<string>> given)
    {
        foreach (var question in list.Questions)
        {
            var answers = given.GetValueOrDefault(question.Key, []);
            if (answers.Count == 0)
            {
                if (question.IsRequired)
                {
                    yield return (question.Key, "Survey.Missing");
                }
            }
            else if (question.Kind == SurveyQuestionKind.Words)
            {
                if (answers[0].Length > SurveyAnswer.WordsLength)
                {
                    yield return (question.Key, "Survey.TooLong");
                }
                else if (PatientIdentityScreen.Find(answers[0]) is { } finding)
                {
                    yield return (question.Key, $"Identity.{finding}");
                }
            }
            else if (answers.Except(question.Values).Any() || (answers.Count > 1 && question.Kind != SurveyQuestionKind.Several))
            {
                yield return (question.Key, "Survey.NoSuchAnswer");
            }
        }
    }
}
