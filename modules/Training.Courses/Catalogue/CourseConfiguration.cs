using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Training.Courses.Completion;
using Training.Courses.Enrolments;
using Training.Courses.Lessons;
using Training.Courses.Quizzes;
using Training.Data;

namespace Training.Courses.Catalogue;

internal sealed class CourseConfiguration : IEntityTypeConfiguration<Course>
{
    public void Configure(EntityTypeBuilder<Course> builder)
    {
        builder.ToTable("Courses_Courses", table =>
        {
            table.HasCheckConstraint("CK_Courses_Courses_PassMark", "\"PassMark\" BETWEEN 0 AND 10");
            table.HasCheckConstraint("CK_Courses_Courses_CreditPeriods", "\"CreditPeriods\" IS NULL OR \"CreditPeriods\" > 0");
        });
        builder.HasIndex(c => c.Code).IsUnique();
        builder.Property(c => c.Code).HasMaxLength(40);
        builder.Property(c => c.TitleVi).HasMaxLength(200);
        builder.Property(c => c.TitleEn).HasMaxLength(200);
        builder.Property(c => c.SummaryVi).HasMaxLength(1000);
        builder.Property(c => c.SummaryEn).HasMaxLength(1000);
        builder.Property(c => c.SortKey).HasMaxLength(700);
    }
}

internal static class CoursesDb
{
    extension(TrainingDbContext db)
    {
        public DbSet<Course> Courses => db.Set<Course>();

        public IQueryable<Course> PublishedCourses => db.Set<Course>().Where(c => c.PublishedAt != null);

        public DbSet<Lesson> Lessons => db.Set<Lesson>();

        public DbSet<LessonRead> LessonReads => db.Set<LessonRead>();

        public DbSet<Question> Questions => db.Set<Question>();

        public DbSet<Attempt> Attempts => db.Set<Attempt>();

        public DbSet<CourseCompletion> CourseCompletions => db.Set<CourseCompletion>();

        public DbSet<Enrolment> Enrolments => db.Set<Enrolment>();
    }
}
