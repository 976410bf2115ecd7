using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Activities.Content;
using Training.Modules;

namespace Training.Activities.Resources;

/// <summary>A page elsewhere on the web.</summary>
[NotAudited("a draft until its course is published, which is the event; never changed from then on")]
internal sealed class LinkContent : ActivityContent
{
    public const int AddressLength = 1000;

    /// <summary>https only; empty where nothing was chosen yet.</summary>
    public string Address { get; set; } = "";

    /// <summary>How long it takes, about; null where nobody says.</summary>
    public int? Minutes { get; set; }
}

internal sealed class LinkContentConfiguration : IEntityTypeConfiguration<LinkContent>
{
    public void Configure(EntityTypeBuilder<LinkContent> builder)
    {
        builder.MapContent("Activities_Links");
        builder.Property(l => l.Address).HasMaxLength(LinkContent.AddressLength);
    }
}
