using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Activities.Content;
using Training.Modules;

namespace Training.Activities.Sessions;

/// <summary>
/// Something that learners come to: to a room or to a meeting on the web. Its dates are not part of what is published, since they go on changing; they
/// belong to the series, which is the same in every version of the course.
/// </summary>
[NotAudited("a draft until its course is published, which is the event; never changed from then on")]
internal sealed class LiveSession : ActivityContent
{
    public required Guid SeriesId { get; init; }
}

internal sealed class LiveSessionConfiguration : IEntityTypeConfiguration<LiveSession>
{
    public void Configure(EntityTypeBuilder<LiveSession> builder)
    {
        builder.MapContent("Activities_Sessions");
        builder.HasIndex(s => s.SeriesId);
    }
}
