using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Completion;
using Training.Courses.Enrolments;
using Training.Courses.Lessons;
using Training.Courses.Outline;
using Training.Courses.Progress;
using Training.Data;

namespace Training.Courses.Catalogue;

internal sealed class CourseConfiguration : IEntityTypeConfiguration<Course>
{
    public void Configure(EntityTypeBuilder<Course> builder)
    {
        builder.ToTable("Courses_Courses", table =>
            table.HasCheckConstraint("CK_Courses_Courses_CreditPeriods", "\"CreditPeriods\" IS NULL OR \"CreditPeriods\" > 0"));
        builder.HasIndex(c => c.Code).IsUnique();
        builder.Property(c => c.Code).HasMaxLength(40);
        builder.Property(c => c.TitleVi).HasMaxLength(200);
        builder.Property(c => c.TitleEn).HasMaxLength(200);
        builder.Property(c => c.SummaryVi).HasMaxLength(1000);
        builder.Property(c => c.SummaryEn).HasMaxLength(1000);
        builder.Property(c => c.Joining).HasDefaultValue(Joining.Open);
        builder.Property(c => c.SortKey).HasMaxLength(700);
        builder.Property(c => c.SearchText).HasMaxLength(2700);
    }
}

internal static class CoursesDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<Course> Courses => db.Set<Course>();

        public IQueryable<Course> PublishedCourses => db.Set<Course>().Where(c => c.PublishedAt != null);

        public DbSet<CourseVersion> CourseVersions => db.Set<CourseVersion>();

        public DbSet<Section> Sections => db.Set<Section>();

        public DbSet<Item> Items => db.Set<Item>();

        public DbSet<ItemProgress> ItemProgress => db.Set<ItemProgress>();

        public DbSet<Lesson> Lessons => db.Set<Lesson>();

        public DbSet<CourseCompletion> CourseCompletions => db.Set<CourseCompletion>();

        public DbSet<Enrolment> Enrolments => db.Set<Enrolment>();
    }
}
