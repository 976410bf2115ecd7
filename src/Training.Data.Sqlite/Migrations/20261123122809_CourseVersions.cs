using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Training.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CourseVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Courses_Lessons_Courses_Courses_CourseId",
                table: "Courses_Lessons");

            migrationBuilder.DropTable(
                name: "Courses_Attempts");

            migrationBuilder.DropTable(
                name: "Courses_LessonReads");

            migrationBuilder.DropTable(
                name: "Courses_Options");

            migrationBuilder.DropTable(
                name: "Courses_Questions");

            migrationBuilder.DropIndex(
                name: "IX_Courses_Lessons_CourseId_Number",
                table: "Courses_Lessons");

            migrationBuilder.DropIndex(
                name: "IX_Courses_Enrolments_CourseId",
                table: "Courses_Enrolments");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Courses_Courses_PassMark",
                table: "Courses_Courses");

            migrationBuilder.DropColumn(
                name: "CourseId",
                table: "Courses_Lessons");

            migrationBuilder.DropColumn(
                name: "Minutes",
                table: "Courses_Lessons");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "Courses_Lessons");

            migrationBuilder.DropColumn(
                name: "TitleEn",
                table: "Courses_Lessons");

            migrationBuilder.DropColumn(
                name: "TitleVi",
                table: "Courses_Lessons");

            migrationBuilder.DropColumn(
                name: "PassMark",
                table: "Courses_Courses");

            migrationBuilder.DropColumn(
                name: "CorrectAnswers",
                table: "Courses_CourseCompletions");

            migrationBuilder.RenameColumn(
                name: "Questions",
                table: "Courses_CourseCompletions",
                newName: "Version");

            migrationBuilder.AddColumn<long>(
                name: "FrozenAt",
                table: "Courses_Lessons",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "BegunVersion",
                table: "Courses_Enrolments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "DueOn",
                table: "Courses_Enrolments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "EndedAt",
                table: "Courses_Enrolments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EndedBy",
                table: "Courses_Enrolments",
                type: "TEXT",
                maxLength: 250,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EndedReason",
                table: "Courses_Enrolments",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "RemindedFor",
                table: "Courses_Enrolments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "HospitalId",
                table: "Courses_Courses",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Joining",
                table: "Courses_Courses",
                type: "TEXT",
                maxLength: 32,
                nullable: false,
                defaultValue: "Open");

            migrationBuilder.AddColumn<string>(
                name: "SearchText",
                table: "Courses_Courses",
                type: "TEXT",
                maxLength: 2700,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<decimal>(
                name: "Score",
                table: "Courses_CourseCompletions",
                type: "TEXT",
                precision: 4,
                scale: 1,
                nullable: true);

            migrationBuilder.AlterColumn<decimal>(
                name: "Score",
                table: "Certification_CmeClaims",
                type: "TEXT",
                precision: 4,
                scale: 1,
                nullable: true,
                oldClrType: typeof(decimal),
                oldType: "TEXT",
                oldPrecision: 4,
                oldScale: 1);

            migrationBuilder.CreateTable(
                name: "Activities_Assignments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TakesText = table.Column<bool>(type: "INTEGER", nullable: false),
                    TakesFiles = table.Column<bool>(type: "INTEGER", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Rubric = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: false),
                    HospitalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AboutVi = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    AboutEn = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: true),
                    FrozenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Activities_Assignments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Activities_Files",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    MediaItemId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    HospitalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AboutVi = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    AboutEn = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: true),
                    FrozenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Activities_Files", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Activities_Files_Media_Items_MediaItemId",
                        column: x => x.MediaItemId,
                        principalTable: "Media_Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Activities_Links",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    HospitalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AboutVi = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    AboutEn = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: true),
                    FrozenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Activities_Links", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Activities_SessionDates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SeriesId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ItemKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    HospitalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    StartsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    Address = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Seats = table.Column<int>(type: "INTEGER", nullable: true),
                    Taken = table.Column<int>(type: "INTEGER", nullable: false),
                    HeldBy = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    AnnouncedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CancelledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CancelReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Activities_SessionDates", x => x.Id);
                    table.CheckConstraint("CK_Activities_SessionDates_Facts", "\"StartsAt\" < \"EndsAt\" AND \"Taken\" >= 0 AND (\"Seats\" IS NULL OR \"Seats\" > 0)");
                    table.ForeignKey(
                        name: "FK_Activities_SessionDates_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Activities_SessionDates_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Activities_Sessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SeriesId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HospitalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AboutVi = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    AboutEn = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: true),
                    FrozenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Activities_Sessions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Activities_SurveyDone",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SeriesId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Activities_SurveyDone", x => new { x.PersonId, x.SeriesId });
                    table.ForeignKey(
                        name: "FK_Activities_SurveyDone_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Activities_Surveys",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SeriesId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    IsAnonymous = table.Column<bool>(type: "INTEGER", nullable: false),
                    BeforeSeriesId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Questions = table.Column<string>(type: "TEXT", maxLength: 100000, nullable: false),
                    HospitalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AboutVi = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false),
                    AboutEn = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: true),
                    FrozenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Activities_Surveys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Courses_Cohorts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    HospitalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_Cohorts", x => x.Id);
                    table.CheckConstraint("CK_Courses_Cohorts_Days", "\"To\" IS NULL OR \"From\" <= \"To\"");
                    table.ForeignKey(
                        name: "FK_Courses_Cohorts_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_EnrolmentCodes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HospitalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    LastDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    MostUses = table.Column<int>(type: "INTEGER", nullable: false),
                    Uses = table.Column<int>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    MadeBy = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_EnrolmentCodes", x => x.Id);
                    table.CheckConstraint("CK_Courses_EnrolmentCodes_Uses", "\"Uses\" >= 0 AND \"Uses\" <= \"MostUses\"");
                    table.ForeignKey(
                        name: "FK_Courses_EnrolmentCodes_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Courses_EnrolmentCodes_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_EnrolmentRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HospitalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Words = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    IsGranted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    DecidedBy = table.Column<string>(type: "TEXT", maxLength: 250, nullable: true),
                    WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_EnrolmentRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Courses_EnrolmentRequests_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Courses_EnrolmentRequests_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Courses_EnrolmentRequests_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_GradeOverrides",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ItemKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    Percent = table.Column<decimal>(type: "TEXT", precision: 6, scale: 3, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ByUserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_GradeOverrides", x => x.Id);
                    table.CheckConstraint("CK_Courses_GradeOverrides_Percent", "\"Percent\" IS NULL OR CAST(\"Percent\" AS REAL) BETWEEN 0 AND 100");
                    table.ForeignKey(
                        name: "FK_Courses_GradeOverrides_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Courses_GradeOverrides_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_GradePlans",
                columns: table => new
                {
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Scheme = table.Column<string>(type: "TEXT", maxLength: 40000, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_GradePlans", x => x.CourseId);
                    table.ForeignKey(
                        name: "FK_Courses_GradePlans_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_LessonMedia",
                columns: table => new
                {
                    LessonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    MediaItemId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_LessonMedia", x => new { x.LessonId, x.MediaItemId });
                    table.ForeignKey(
                        name: "FK_Courses_LessonMedia_Courses_Lessons_LessonId",
                        column: x => x.LessonId,
                        principalTable: "Courses_Lessons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Courses_LessonMedia_Media_Items_MediaItemId",
                        column: x => x.MediaItemId,
                        principalTable: "Media_Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_Posts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ItemKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    QuestionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    By = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    IsAuthor = table.Column<bool>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    HiddenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    HiddenReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    HiddenBy = table.Column<string>(type: "TEXT", maxLength: 250, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_Posts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Courses_Posts_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Courses_Posts_Courses_Posts_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Courses_Posts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Courses_Posts_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_Progress",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ItemKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ContentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Score = table.Column<decimal>(type: "TEXT", precision: 6, scale: 3, nullable: true),
                    ScoredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SubmittedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AttendedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FinishedContentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Place = table.Column<int>(type: "INTEGER", nullable: true),
                    PlaceAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_Progress", x => new { x.PersonId, x.ItemKey });
                    table.CheckConstraint("CK_Courses_Progress_Score", "\"Score\" IS NULL OR CAST(\"Score\" AS numeric) BETWEEN 0 AND 100");
                    table.ForeignKey(
                        name: "FK_Courses_Progress_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Courses_Progress_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_Versions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    TitleVi = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    TitleEn = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    SummaryVi = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    SummaryEn = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Hours = table.Column<int>(type: "INTEGER", nullable: false),
                    CreditPeriods = table.Column<int>(type: "INTEGER", nullable: true),
                    LeastOptional = table.Column<int>(type: "INTEGER", nullable: false),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: false),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    PublishedByUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ChangesVi = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    ChangesEn = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Edits = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_Versions", x => x.Id);
                    table.CheckConstraint("CK_Courses_Versions_CreditPeriods", "\"CreditPeriods\" IS NULL OR \"CreditPeriods\" > 0");
                    table.CheckConstraint("CK_Courses_Versions_LeastOptional", "\"LeastOptional\" >= 0");
                    table.ForeignKey(
                        name: "FK_Courses_Versions_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Questions_ExtraTime",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ItemKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    GrantedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    GrantedBy = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Questions_ExtraTime", x => new { x.PersonId, x.ItemKey });
                    table.ForeignKey(
                        name: "FK_Questions_ExtraTime_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Questions_ExtraTime_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Questions_Quizzes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    HospitalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Behaviour = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    TimeLimitMinutes = table.Column<int>(type: "INTEGER", nullable: true),
                    AttemptsAllowed = table.Column<int>(type: "INTEGER", nullable: true),
                    GradingMethod = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ShuffleQuestions = table.Column<bool>(type: "INTEGER", nullable: false),
                    ShuffleOptions = table.Column<bool>(type: "INTEGER", nullable: false),
                    ShowMarks = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ShowAnswers = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ShowExplanations = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    PreTestKey = table.Column<Guid>(type: "TEXT", nullable: true),
                    Edits = table.Column<int>(type: "INTEGER", nullable: false),
                    FrozenAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Questions_Quizzes", x => x.Id);
                    table.CheckConstraint("CK_Questions_Quizzes_Attempts", "\"AttemptsAllowed\" IS NULL OR \"AttemptsAllowed\" > 0");
                    table.CheckConstraint("CK_Questions_Quizzes_TimeLimit", "\"TimeLimitMinutes\" IS NULL OR \"TimeLimitMinutes\" > 0");
                    table.ForeignKey(
                        name: "FK_Questions_Quizzes_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Scorm_Packages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    IndexHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FileName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ZipBytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Files = table.Column<int>(type: "INTEGER", nullable: false),
                    LeftOut = table.Column<int>(type: "INTEGER", nullable: false),
                    LeftOutNames = table.Column<string>(type: "TEXT", maxLength: 3000, nullable: false),
                    ManifestJson = table.Column<string>(type: "TEXT", nullable: false),
                    TakenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    TakenBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Scorm_Packages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Activities_Works",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ItemKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HospitalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    HandedInAt = table.Column<long>(type: "INTEGER", nullable: false),
                    MarkedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Activities_Works", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Activities_Works_Activities_Assignments_AssignmentId",
                        column: x => x.AssignmentId,
                        principalTable: "Activities_Assignments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Activities_Works_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Activities_Works_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Activities_Works_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Activities_SignUps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DateId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HospitalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ContentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    CancelledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AttendedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AttendanceBy = table.Column<string>(type: "TEXT", maxLength: 250, nullable: true),
                    RemindedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Activities_SignUps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Activities_SignUps_Activities_SessionDates_DateId",
                        column: x => x.DateId,
                        principalTable: "Activities_SessionDates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Activities_SignUps_Activities_Sessions_ContentId",
                        column: x => x.ContentId,
                        principalTable: "Activities_Sessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Activities_SignUps_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Activities_SignUps_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Activities_SurveyResponses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SeriesId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ContentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HospitalId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Batch = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Activities_SurveyResponses", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Activities_SurveyResponses_Activities_Surveys_ContentId",
                        column: x => x.ContentId,
                        principalTable: "Activities_Surveys",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Activities_SurveyResponses_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Activities_SurveyResponses_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_CohortCourses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CohortId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_CohortCourses", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Courses_CohortCourses_Courses_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Courses_Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Courses_CohortCourses_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_CohortMembers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CohortId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    JoinedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LeftAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_CohortMembers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Courses_CohortMembers_Courses_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Courses_Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Courses_CohortMembers_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_EnrolmentBatches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HospitalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CohortId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_EnrolmentBatches", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Courses_EnrolmentBatches_Courses_Cohorts_CohortId",
                        column: x => x.CohortId,
                        principalTable: "Courses_Cohorts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Courses_EnrolmentBatches_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Courses_EnrolmentBatches_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_PostReports",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PostId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosedBy = table.Column<string>(type: "TEXT", maxLength: 250, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_PostReports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Courses_PostReports_Courses_Posts_PostId",
                        column: x => x.PostId,
                        principalTable: "Courses_Posts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_Sections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    TitleVi = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    TitleEn = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_Sections", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Courses_Sections_Courses_Versions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "Courses_Versions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Questions_Attempts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ItemKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    QuizId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Sitting = table.Column<int>(type: "INTEGER", nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    HandedInAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Score = table.Column<decimal>(type: "TEXT", precision: 6, scale: 3, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Questions_Attempts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Questions_Attempts_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Questions_Attempts_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Questions_Attempts_Questions_Quizzes_QuizId",
                        column: x => x.QuizId,
                        principalTable: "Questions_Quizzes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Questions_QuizSlots",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    QuizId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    QuestionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DrawCount = table.Column<int>(type: "INTEGER", nullable: false),
                    Tags = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    TechniqueId = table.Column<Guid>(type: "TEXT", nullable: true),
                    MaxMark = table.Column<decimal>(type: "TEXT", precision: 6, scale: 2, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Questions_QuizSlots", x => x.Id);
                    table.CheckConstraint("CK_Questions_QuizSlots_One", "(\"QuestionId\" IS NOT NULL AND \"DrawCount\" = 0) OR (\"QuestionId\" IS NULL AND \"DrawCount\" > 0)");
                    table.ForeignKey(
                        name: "FK_Questions_QuizSlots_Questions_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Questions_Questions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Questions_QuizSlots_Questions_Quizzes_QuizId",
                        column: x => x.QuizId,
                        principalTable: "Questions_Quizzes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Questions_QuizSlots_Questions_Versions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "Questions_Versions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Questions_QuizSlots_Techniques_Techniques_TechniqueId",
                        column: x => x.TechniqueId,
                        principalTable: "Techniques_Techniques",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Scorm_Contents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    PackageId = table.Column<Guid>(type: "TEXT", nullable: true),
                    FrozenAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Scorm_Contents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Scorm_Contents_Scorm_Packages_PackageId",
                        column: x => x.PackageId,
                        principalTable: "Scorm_Packages",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Activities_Markings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    WorkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Try = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Chosen = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Percent = table.Column<decimal>(type: "TEXT", precision: 5, scale: 2, nullable: true),
                    AgainUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Comment = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ByUserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ByPersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    By = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Activities_Markings", x => x.Id);
                    table.CheckConstraint("CK_Activities_Markings_Percent", "\"Percent\" IS NULL OR CAST(\"Percent\" AS numeric) BETWEEN 0 AND 100");
                    table.ForeignKey(
                        name: "FK_Activities_Markings_Activities_Works_WorkId",
                        column: x => x.WorkId,
                        principalTable: "Activities_Works",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Activities_Markings_Identity_People_ByPersonId",
                        column: x => x.ByPersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Activities_WorkFiles",
                columns: table => new
                {
                    WorkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Try = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Activities_WorkFiles", x => new { x.WorkId, x.Try, x.Number });
                    table.ForeignKey(
                        name: "FK_Activities_WorkFiles_Activities_Works_WorkId",
                        column: x => x.WorkId,
                        principalTable: "Activities_Works",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Activities_WorkTries",
                columns: table => new
                {
                    WorkId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Activities_WorkTries", x => new { x.WorkId, x.Number });
                    table.ForeignKey(
                        name: "FK_Activities_WorkTries_Activities_Works_WorkId",
                        column: x => x.WorkId,
                        principalTable: "Activities_Works",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Activities_SurveyAnswers",
                columns: table => new
                {
                    ResponseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Question = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    SeriesId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Batch = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Activities_SurveyAnswers", x => new { x.ResponseId, x.Question, x.Value });
                    table.ForeignKey(
                        name: "FK_Activities_SurveyAnswers_Activities_SurveyResponses_ResponseId",
                        column: x => x.ResponseId,
                        principalTable: "Activities_SurveyResponses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_EnrolmentLines",
                columns: table => new
                {
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WasThere = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_EnrolmentLines", x => new { x.BatchId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_Courses_EnrolmentLines_Courses_EnrolmentBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "Courses_EnrolmentBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Courses_EnrolmentLines_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_Items",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ContentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TitleVi = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    TitleEn = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    IsRequired = table.Column<bool>(type: "INTEGER", nullable: false),
                    Finish = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    LeastScore = table.Column<int>(type: "INTEGER", nullable: true),
                    Conditions = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ValidTo = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ReplacedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    IsRequiredChange = table.Column<bool>(type: "INTEGER", nullable: false),
                    ChangeVi = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    ChangeEn = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_Items", x => x.Id);
                    table.CheckConstraint("CK_Courses_Items_LeastScore", "\"LeastScore\" IS NULL OR \"LeastScore\" BETWEEN 0 AND 100");
                    table.ForeignKey(
                        name: "FK_Courses_Items_Courses_Sections_SectionId",
                        column: x => x.SectionId,
                        principalTable: "Courses_Sections",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Courses_Items_Courses_Versions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "Courses_Versions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Questions_AttemptSlots",
                columns: table => new
                {
                    AttemptId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Seed = table.Column<long>(type: "INTEGER", nullable: false),
                    MaxMark = table.Column<decimal>(type: "TEXT", precision: 6, scale: 2, nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    Sitting = table.Column<int>(type: "INTEGER", nullable: false),
                    Fields = table.Column<string>(type: "TEXT", maxLength: 48000, nullable: false),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LockedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Hints = table.Column<int>(type: "INTEGER", nullable: false),
                    Fraction = table.Column<decimal>(type: "TEXT", precision: 8, scale: 7, nullable: true),
                    Waits = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Questions_AttemptSlots", x => new { x.AttemptId, x.Number });
                    table.ForeignKey(
                        name: "FK_Questions_AttemptSlots_Questions_Attempts_AttemptId",
                        column: x => x.AttemptId,
                        principalTable: "Questions_Attempts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Questions_AttemptSlots_Questions_Versions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "Questions_Versions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Scorm_Attempts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ItemKey = table.Column<Guid>(type: "TEXT", nullable: false),
                    ContentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PackageId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Score = table.Column<decimal>(type: "TEXT", precision: 5, scale: 2, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Scorm_Attempts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Scorm_Attempts_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Scorm_Attempts_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Scorm_Attempts_Scorm_Contents_ContentId",
                        column: x => x.ContentId,
                        principalTable: "Scorm_Contents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Scorm_Attempts_Scorm_Packages_PackageId",
                        column: x => x.PackageId,
                        principalTable: "Scorm_Packages",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Questions_AttemptTries",
                columns: table => new
                {
                    AttemptId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Try = table.Column<int>(type: "INTEGER", nullable: false),
                    Fields = table.Column<string>(type: "TEXT", maxLength: 48000, nullable: false),
                    Fraction = table.Column<decimal>(type: "TEXT", precision: 8, scale: 7, nullable: false),
                    Hints = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Questions_AttemptTries", x => new { x.AttemptId, x.Number, x.Try });
                    table.ForeignKey(
                        name: "FK_Questions_AttemptTries_Questions_AttemptSlots_AttemptId_Number",
                        columns: x => new { x.AttemptId, x.Number },
                        principalTable: "Questions_AttemptSlots",
                        principalColumns: new[] { "AttemptId", "Number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Questions_HandMarks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AttemptId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Levels = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    Fraction = table.Column<decimal>(type: "TEXT", precision: 8, scale: 7, nullable: false),
                    Comment = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    MarkedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    MarkerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Marker = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Questions_HandMarks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Questions_HandMarks_Questions_AttemptSlots_AttemptId_Number",
                        columns: x => new { x.AttemptId, x.Number },
                        principalTable: "Questions_AttemptSlots",
                        principalColumns: new[] { "AttemptId", "Number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Scorm_Launches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    AttemptId = table.Column<Guid>(type: "TEXT", nullable: true),
                    PackageId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Site = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SupersededAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Window = table.Column<int>(type: "INTEGER", nullable: false),
                    Opening = table.Column<int>(type: "INTEGER", nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    LastHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    CountedFrom = table.Column<long>(type: "INTEGER", nullable: false),
                    Counted = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Scorm_Launches", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Scorm_Launches_Scorm_Attempts_AttemptId",
                        column: x => x.AttemptId,
                        principalTable: "Scorm_Attempts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Scorm_Launches_Scorm_Packages_PackageId",
                        column: x => x.PackageId,
                        principalTable: "Scorm_Packages",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Scorm_States",
                columns: table => new
                {
                    AttemptId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ScoId = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Score = table.Column<decimal>(type: "TEXT", precision: 5, scale: 2, nullable: true),
                    DataJson = table.Column<string>(type: "TEXT", nullable: false),
                    Ended = table.Column<bool>(type: "INTEGER", nullable: false),
                    EarlierSeconds = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    SittingSeconds = table.Column<decimal>(type: "TEXT", precision: 12, scale: 2, nullable: false),
                    Sitting = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Scorm_States", x => new { x.AttemptId, x.ScoId });
                    table.ForeignKey(
                        name: "FK_Scorm_States_Scorm_Attempts_AttemptId",
                        column: x => x.AttemptId,
                        principalTable: "Scorm_Attempts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Enrolments_CourseId_PersonId",
                table: "Courses_Enrolments",
                columns: new[] { "CourseId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Enrolments_DueOn",
                table: "Courses_Enrolments",
                column: "DueOn");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_Files_Hash",
                table: "Activities_Files",
                column: "Hash");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_Files_MediaItemId",
                table: "Activities_Files",
                column: "MediaItemId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_Markings_ByPersonId",
                table: "Activities_Markings",
                column: "ByPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_Markings_WorkId_Try_Number",
                table: "Activities_Markings",
                columns: new[] { "WorkId", "Try", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Activities_SessionDates_CourseId",
                table: "Activities_SessionDates",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_SessionDates_HospitalId",
                table: "Activities_SessionDates",
                column: "HospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_SessionDates_SeriesId_StartsAt",
                table: "Activities_SessionDates",
                columns: new[] { "SeriesId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Activities_SessionDates_StartsAt",
                table: "Activities_SessionDates",
                column: "StartsAt");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_Sessions_SeriesId",
                table: "Activities_Sessions",
                column: "SeriesId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_SignUps_ContentId",
                table: "Activities_SignUps",
                column: "ContentId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_SignUps_DateId_PersonId",
                table: "Activities_SignUps",
                columns: new[] { "DateId", "PersonId" },
                unique: true,
                filter: "\"CancelledAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_SignUps_HospitalId",
                table: "Activities_SignUps",
                column: "HospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_SignUps_PersonId",
                table: "Activities_SignUps",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_SurveyAnswers_SeriesId_Question_Batch",
                table: "Activities_SurveyAnswers",
                columns: new[] { "SeriesId", "Question", "Batch" });

            migrationBuilder.CreateIndex(
                name: "IX_Activities_SurveyResponses_ContentId",
                table: "Activities_SurveyResponses",
                column: "ContentId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_SurveyResponses_HospitalId",
                table: "Activities_SurveyResponses",
                column: "HospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_SurveyResponses_PersonId",
                table: "Activities_SurveyResponses",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_SurveyResponses_SeriesId_Batch",
                table: "Activities_SurveyResponses",
                columns: new[] { "SeriesId", "Batch" });

            migrationBuilder.CreateIndex(
                name: "IX_Activities_SurveyResponses_SeriesId_PersonId",
                table: "Activities_SurveyResponses",
                columns: new[] { "SeriesId", "PersonId" },
                unique: true,
                filter: "\"PersonId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_Surveys_CourseId",
                table: "Activities_Surveys",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_Surveys_SeriesId",
                table: "Activities_Surveys",
                column: "SeriesId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_WorkFiles_Hash",
                table: "Activities_WorkFiles",
                column: "Hash");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_Works_AssignmentId",
                table: "Activities_Works",
                column: "AssignmentId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_Works_CourseId",
                table: "Activities_Works",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_Works_PersonId_AssignmentId",
                table: "Activities_Works",
                columns: new[] { "PersonId", "AssignmentId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Activities_Works_Waiting",
                table: "Activities_Works",
                columns: new[] { "HospitalId", "HandedInAt" },
                filter: "\"MarkedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_CohortCourses_CourseId",
                table: "Courses_CohortCourses",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_CohortCourses_Now",
                table: "Courses_CohortCourses",
                columns: new[] { "CohortId", "CourseId" },
                unique: true,
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_CohortMembers_Now",
                table: "Courses_CohortMembers",
                columns: new[] { "CohortId", "PersonId" },
                unique: true,
                filter: "\"LeftAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_CohortMembers_PersonId",
                table: "Courses_CohortMembers",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Cohorts_HospitalId_Name",
                table: "Courses_Cohorts",
                columns: new[] { "HospitalId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Courses_EnrolmentBatches_CohortId",
                table: "Courses_EnrolmentBatches",
                column: "CohortId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_EnrolmentBatches_CourseId",
                table: "Courses_EnrolmentBatches",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_EnrolmentBatches_HospitalId_CourseId",
                table: "Courses_EnrolmentBatches",
                columns: new[] { "HospitalId", "CourseId" });

            migrationBuilder.CreateIndex(
                name: "IX_Courses_EnrolmentCodes_CourseId_HospitalId",
                table: "Courses_EnrolmentCodes",
                columns: new[] { "CourseId", "HospitalId" });

            migrationBuilder.CreateIndex(
                name: "IX_Courses_EnrolmentCodes_Hash",
                table: "Courses_EnrolmentCodes",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Courses_EnrolmentCodes_HospitalId",
                table: "Courses_EnrolmentCodes",
                column: "HospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_EnrolmentLines_PersonId",
                table: "Courses_EnrolmentLines",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_EnrolmentRequests_CourseId",
                table: "Courses_EnrolmentRequests",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_EnrolmentRequests_HospitalId_Id",
                table: "Courses_EnrolmentRequests",
                columns: new[] { "HospitalId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Courses_EnrolmentRequests_Waiting",
                table: "Courses_EnrolmentRequests",
                columns: new[] { "PersonId", "CourseId" },
                unique: true,
                filter: "\"DecidedAt\" IS NULL AND \"WithdrawnAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_GradeOverrides_CourseId_PersonId_ItemKey",
                table: "Courses_GradeOverrides",
                columns: new[] { "CourseId", "PersonId", "ItemKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Courses_GradeOverrides_PersonId",
                table: "Courses_GradeOverrides",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Items_Kind_ContentId",
                table: "Courses_Items",
                columns: new[] { "Kind", "ContentId" });

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Items_SectionId_Number",
                table: "Courses_Items",
                columns: new[] { "SectionId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Items_VersionId_Key",
                table: "Courses_Items",
                columns: new[] { "VersionId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Courses_LessonMedia_MediaItemId",
                table: "Courses_LessonMedia",
                column: "MediaItemId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_PostReports_PostId_UserId",
                table: "Courses_PostReports",
                columns: new[] { "PostId", "UserId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Posts_CourseId_ItemKey_Id",
                table: "Courses_Posts",
                columns: new[] { "CourseId", "ItemKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Posts_PersonId",
                table: "Courses_Posts",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Posts_QuestionId",
                table: "Courses_Posts",
                column: "QuestionId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Posts_UserId_At",
                table: "Courses_Posts",
                columns: new[] { "UserId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Progress_CourseId_PersonId",
                table: "Courses_Progress",
                columns: new[] { "CourseId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Sections_VersionId_Number",
                table: "Courses_Sections",
                columns: new[] { "VersionId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Versions_CourseId_Number",
                table: "Courses_Versions",
                columns: new[] { "CourseId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Versions_Draft",
                table: "Courses_Versions",
                column: "CourseId",
                unique: true,
                filter: "\"PublishedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Questions_Attempts_CourseId_ItemKey_HandedInAt",
                table: "Questions_Attempts",
                columns: new[] { "CourseId", "ItemKey", "HandedInAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Questions_Attempts_Open",
                table: "Questions_Attempts",
                column: "DueAt",
                filter: "\"HandedInAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Questions_Attempts_PersonId_ItemKey",
                table: "Questions_Attempts",
                columns: new[] { "PersonId", "ItemKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Questions_Attempts_QuizId",
                table: "Questions_Attempts",
                column: "QuizId");

            migrationBuilder.CreateIndex(
                name: "IX_Questions_AttemptSlots_VersionId",
                table: "Questions_AttemptSlots",
                column: "VersionId");

            migrationBuilder.CreateIndex(
                name: "IX_Questions_ExtraTime_CourseId",
                table: "Questions_ExtraTime",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_Questions_HandMarks_AttemptId_Number",
                table: "Questions_HandMarks",
                columns: new[] { "AttemptId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Questions_QuizSlots_QuestionId",
                table: "Questions_QuizSlots",
                column: "QuestionId");

            migrationBuilder.CreateIndex(
                name: "IX_Questions_QuizSlots_QuizId_Number",
                table: "Questions_QuizSlots",
                columns: new[] { "QuizId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_Questions_QuizSlots_TechniqueId",
                table: "Questions_QuizSlots",
                column: "TechniqueId");

            migrationBuilder.CreateIndex(
                name: "IX_Questions_QuizSlots_VersionId",
                table: "Questions_QuizSlots",
                column: "VersionId");

            migrationBuilder.CreateIndex(
                name: "IX_Questions_Quizzes_HospitalId",
                table: "Questions_Quizzes",
                column: "HospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Scorm_Attempts_ContentId",
                table: "Scorm_Attempts",
                column: "ContentId");

            migrationBuilder.CreateIndex(
                name: "IX_Scorm_Attempts_CourseId_ItemKey_StartedAt",
                table: "Scorm_Attempts",
                columns: new[] { "CourseId", "ItemKey", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Scorm_Attempts_PackageId",
                table: "Scorm_Attempts",
                column: "PackageId");

            migrationBuilder.CreateIndex(
                name: "IX_Scorm_Attempts_PersonId_CourseId_ItemKey",
                table: "Scorm_Attempts",
                columns: new[] { "PersonId", "CourseId", "ItemKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Scorm_Contents_PackageId",
                table: "Scorm_Contents",
                column: "PackageId");

            migrationBuilder.CreateIndex(
                name: "IX_Scorm_Launches_AttemptId",
                table: "Scorm_Launches",
                column: "AttemptId");

            migrationBuilder.CreateIndex(
                name: "IX_Scorm_Launches_ExpiresAt",
                table: "Scorm_Launches",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_Scorm_Launches_PackageId",
                table: "Scorm_Launches",
                column: "PackageId");

            migrationBuilder.CreateIndex(
                name: "IX_Scorm_Packages_TakenAt",
                table: "Scorm_Packages",
                column: "TakenAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Activities_Files");

            migrationBuilder.DropTable(
                name: "Activities_Links");

            migrationBuilder.DropTable(
                name: "Activities_Markings");

            migrationBuilder.DropTable(
                name: "Activities_SignUps");

            migrationBuilder.DropTable(
                name: "Activities_SurveyAnswers");

            migrationBuilder.DropTable(
                name: "Activities_SurveyDone");

            migrationBuilder.DropTable(
                name: "Activities_WorkFiles");

            migrationBuilder.DropTable(
                name: "Activities_WorkTries");

            migrationBuilder.DropTable(
                name: "Courses_CohortCourses");

            migrationBuilder.DropTable(
                name: "Courses_CohortMembers");

            migrationBuilder.DropTable(
                name: "Courses_EnrolmentCodes");

            migrationBuilder.DropTable(
                name: "Courses_EnrolmentLines");

            migrationBuilder.DropTable(
                name: "Courses_EnrolmentRequests");

            migrationBuilder.DropTable(
                name: "Courses_GradeOverrides");

            migrationBuilder.DropTable(
                name: "Courses_GradePlans");

            migrationBuilder.DropTable(
                name: "Courses_Items");

            migrationBuilder.DropTable(
                name: "Courses_LessonMedia");

            migrationBuilder.DropTable(
                name: "Courses_PostReports");

            migrationBuilder.DropTable(
                name: "Courses_Progress");

            migrationBuilder.DropTable(
                name: "Questions_AttemptTries");

            migrationBuilder.DropTable(
                name: "Questions_ExtraTime");

            migrationBuilder.DropTable(
                name: "Questions_HandMarks");

            migrationBuilder.DropTable(
                name: "Questions_QuizSlots");

            migrationBuilder.DropTable(
                name: "Scorm_Launches");

            migrationBuilder.DropTable(
                name: "Scorm_States");

            migrationBuilder.DropTable(
                name: "Activities_SessionDates");

            migrationBuilder.DropTable(
                name: "Activities_Sessions");

            migrationBuilder.DropTable(
                name: "Activities_SurveyResponses");

            migrationBuilder.DropTable(
                name: "Activities_Works");

            migrationBuilder.DropTable(
                name: "Courses_EnrolmentBatches");

            migrationBuilder.DropTable(
                name: "Courses_Sections");

            migrationBuilder.DropTable(
                name: "Courses_Posts");

            migrationBuilder.DropTable(
                name: "Questions_AttemptSlots");

            migrationBuilder.DropTable(
                name: "Scorm_Attempts");

            migrationBuilder.DropTable(
                name: "Activities_Surveys");

            migrationBuilder.DropTable(
                name: "Activities_Assignments");

            migrationBuilder.DropTable(
                name: "Courses_Cohorts");

            migrationBuilder.DropTable(
                name: "Courses_Versions");

            migrationBuilder.DropTable(
                name: "Questions_Attempts");

            migrationBuilder.DropTable(
                name: "Scorm_Contents");

            migrationBuilder.DropTable(
                name: "Questions_Quizzes");

            migrationBuilder.DropTable(
                name: "Scorm_Packages");

            migrationBuilder.DropIndex(
                name: "IX_Courses_Enrolments_CourseId_PersonId",
                table: "Courses_Enrolments");

            migrationBuilder.DropIndex(
                name: "IX_Courses_Enrolments_DueOn",
                table: "Courses_Enrolments");

            migrationBuilder.DropColumn(
                name: "FrozenAt",
                table: "Courses_Lessons");

            migrationBuilder.DropColumn(
                name: "BegunVersion",
                table: "Courses_Enrolments");

            migrationBuilder.DropColumn(
                name: "DueOn",
                table: "Courses_Enrolments");

            migrationBuilder.DropColumn(
                name: "EndedAt",
                table: "Courses_Enrolments");

            migrationBuilder.DropColumn(
                name: "EndedBy",
                table: "Courses_Enrolments");

            migrationBuilder.DropColumn(
                name: "EndedReason",
                table: "Courses_Enrolments");

            migrationBuilder.DropColumn(
                name: "RemindedFor",
                table: "Courses_Enrolments");

            migrationBuilder.DropColumn(
                name: "HospitalId",
                table: "Courses_Courses");

            migrationBuilder.DropColumn(
                name: "Joining",
                table: "Courses_Courses");

            migrationBuilder.DropColumn(
                name: "SearchText",
                table: "Courses_Courses");

            migrationBuilder.DropColumn(
                name: "Score",
                table: "Courses_CourseCompletions");

            migrationBuilder.RenameColumn(
                name: "Version",
                table: "Courses_CourseCompletions",
                newName: "Questions");

            migrationBuilder.AddColumn<Guid>(
                name: "CourseId",
                table: "Courses_Lessons",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<int>(
                name: "Minutes",
                table: "Courses_Lessons",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Number",
                table: "Courses_Lessons",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "TitleEn",
                table: "Courses_Lessons",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "TitleVi",
                table: "Courses_Lessons",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "PassMark",
                table: "Courses_Courses",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "CorrectAnswers",
                table: "Courses_CourseCompletions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AlterColumn<decimal>(
                name: "Score",
                table: "Certification_CmeClaims",
                type: "TEXT",
                precision: 4,
                scale: 1,
                nullable: false,
                defaultValue: 0m,
                oldClrType: typeof(decimal),
                oldType: "TEXT",
                oldPrecision: 4,
                oldScale: 1,
                oldNullable: true);

            migrationBuilder.CreateTable(
                name: "Courses_Attempts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Answers = table.Column<string>(type: "TEXT", nullable: false),
                    AttemptedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CorrectAnswers = table.Column<int>(type: "INTEGER", nullable: false),
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Passed = table.Column<bool>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Questions = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_Attempts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Courses_Attempts_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Courses_Attempts_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_LessonReads",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LessonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_LessonReads", x => new { x.PersonId, x.LessonId });
                    table.ForeignKey(
                        name: "FK_Courses_LessonReads_Courses_Lessons_LessonId",
                        column: x => x.LessonId,
                        principalTable: "Courses_Lessons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Courses_LessonReads_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_Questions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ExplainEn = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    ExplainVi = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    TextEn = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    TextVi = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_Questions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Courses_Questions_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_Options",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    IsCorrect = table.Column<bool>(type: "INTEGER", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    QuestionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TextEn = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    TextVi = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_Options", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Courses_Options_Courses_Questions_QuestionId",
                        column: x => x.QuestionId,
                        principalTable: "Courses_Questions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Lessons_CourseId_Number",
                table: "Courses_Lessons",
                columns: new[] { "CourseId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Enrolments_CourseId",
                table: "Courses_Enrolments",
                column: "CourseId");

            migrationBuilder.AddCheckConstraint(
                name: "CK_Courses_Courses_PassMark",
                table: "Courses_Courses",
                sql: "\"PassMark\" BETWEEN 0 AND 10");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Attempts_CourseId",
                table: "Courses_Attempts",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Attempts_PersonId_CourseId",
                table: "Courses_Attempts",
                columns: new[] { "PersonId", "CourseId" });

            migrationBuilder.CreateIndex(
                name: "IX_Courses_LessonReads_LessonId",
                table: "Courses_LessonReads",
                column: "LessonId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Options_QuestionId_Number",
                table: "Courses_Options",
                columns: new[] { "QuestionId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Questions_CourseId_Number",
                table: "Courses_Questions",
                columns: new[] { "CourseId", "Number" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Courses_Lessons_Courses_Courses_CourseId",
                table: "Courses_Lessons",
                column: "CourseId",
                principalTable: "Courses_Courses",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }
    }
}
