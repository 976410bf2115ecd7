using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Training.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Certification_Evaluations",
                columns: table => new
                {
                    ParticipantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Times = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Certification_Evaluations", x => x.ParticipantId);
                });

            migrationBuilder.CreateTable(
                name: "Courses_Courses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    TitleVi = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    TitleEn = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    SummaryVi = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    SummaryEn = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    Hours = table.Column<int>(type: "integer", nullable: false),
                    PassMark = table.Column<int>(type: "integer", nullable: false),
                    PublishedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SortKey = table.Column<string>(type: "character varying(700)", maxLength: 700, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_Courses", x => x.Id);
                    table.CheckConstraint("CK_Courses_Courses_PassMark", "\"PassMark\" BETWEEN 0 AND 10");
                });

            migrationBuilder.CreateTable(
                name: "Data_IdempotencyKeys",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<Guid>(type: "uuid", nullable: false),
                    BodyHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Location = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    StoredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Data_IdempotencyKeys", x => new { x.UserId, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "Data_RecipeRuns",
                columns: table => new
                {
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    RanAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Data_RecipeRuns", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "Identity_People",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    FullName = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    Title = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    SearchText = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    SortKey = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_People", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Identity_UserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    ClaimType = table.Column<string>(type: "text", nullable: true),
                    ClaimValue = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_UserClaims", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Identity_UserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "text", nullable: false),
                    ProviderKey = table.Column<string>(type: "text", nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "text", nullable: true),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_UserLogins", x => new { x.LoginProvider, x.ProviderKey });
                });

            migrationBuilder.CreateTable(
                name: "Identity_UserTokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    LoginProvider = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_UserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "Organizations_Provinces",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    ShortName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    FullName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    UnitType = table.Column<string>(type: "text", nullable: false),
                    MergedFrom = table.Column<string>(type: "text", nullable: false),
                    AdminCentre = table.Column<string>(type: "text", nullable: false),
                    RegionVi = table.Column<string>(type: "text", nullable: false),
                    RegionEn = table.Column<string>(type: "text", nullable: false),
                    HealthDepartment = table.Column<string>(type: "text", nullable: false),
                    SortKey = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Organizations_Provinces", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Techniques_Packages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    TypicalDonor = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Techniques_Packages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Techniques_Techniques",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Code = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    NameVi = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    NameEn = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    SpecialtyKey = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    SpecialtyVi = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    SpecialtyEn = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ClassLabel = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    ClassCode = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    TypicalDonors = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    MinObserve = table.Column<int>(type: "integer", nullable: false),
                    MinAssist = table.Column<int>(type: "integer", nullable: false),
                    MinSupervised = table.Column<int>(type: "integer", nullable: false),
                    MinIndependent = table.Column<int>(type: "integer", nullable: false),
                    TheoryHours = table.Column<int>(type: "integer", nullable: false),
                    WeeksAtDonor = table.Column<int>(type: "integer", nullable: false),
                    TeamRoles = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Equipment = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    FollowUpMonths = table.Column<int>(type: "integer", nullable: false),
                    OutcomeIndicator = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    TransferEvidence = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    MohCode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    SearchText = table.Column<string>(type: "character varying(900)", maxLength: 900, nullable: false),
                    SortKey = table.Column<string>(type: "character varying(700)", maxLength: 700, nullable: false, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Techniques_Techniques", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Courses_Lessons",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    TitleVi = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    TitleEn = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Minutes = table.Column<int>(type: "integer", nullable: false),
                    BodyVi = table.Column<string>(type: "text", nullable: false),
                    BodyEn = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_Lessons", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Courses_Lessons_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_Questions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    TextVi = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    TextEn = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    ExplainVi = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    ExplainEn = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
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
                name: "Courses_Attempts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseId = table.Column<Guid>(type: "uuid", nullable: false),
                    AttemptedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    CorrectAnswers = table.Column<int>(type: "integer", nullable: false),
                    Questions = table.Column<int>(type: "integer", nullable: false),
                    Passed = table.Column<bool>(type: "boolean", nullable: false),
                    Answers = table.Column<string>(type: "text", nullable: false)
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
                name: "Courses_CourseCompletions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseId = table.Column<Guid>(type: "uuid", nullable: false),
                    CorrectAnswers = table.Column<int>(type: "integer", nullable: false),
                    Questions = table.Column<int>(type: "integer", nullable: false),
                    CompletedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_CourseCompletions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Courses_CourseCompletions_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Courses_CourseCompletions_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_Enrolments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    EnrolledAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastActiveAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Courses_Enrolments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Courses_Enrolments_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Courses_Enrolments_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Identity_Users",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DisplayName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    UserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    PasswordHash = table.Column<string>(type: "text", nullable: true),
                    SecurityStamp = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    PhoneNumber = table.Column<string>(type: "text", nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_Users", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Identity_Users_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Organizations_Hospitals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    NameEn = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ProvinceId = table.Column<Guid>(type: "uuid", nullable: false),
                    FormerProvince = table.Column<string>(type: "text", nullable: true),
                    GoverningBody = table.Column<string>(type: "text", nullable: true),
                    Kind = table.Column<string>(type: "text", nullable: true),
                    AdminLevel = table.Column<string>(type: "text", nullable: true),
                    Tier = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    TierConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    TransferRole = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    TrainingUnitCode = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    SearchText = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    SortKey = table.Column<string>(type: "character varying(700)", maxLength: 700, nullable: false, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Organizations_Hospitals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Organizations_Hospitals_Organizations_Provinces_ProvinceId",
                        column: x => x.ProvinceId,
                        principalTable: "Organizations_Provinces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Techniques_PackageVersions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PackageId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    NameVi = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    NameEn = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    TheoryCourseId = table.Column<Guid>(type: "uuid", nullable: true),
                    PublishedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Techniques_PackageVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Techniques_PackageVersions_Courses_Courses_TheoryCourseId",
                        column: x => x.TheoryCourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Techniques_PackageVersions_Techniques_Packages_PackageId",
                        column: x => x.PackageId,
                        principalTable: "Techniques_Packages",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Courses_LessonReads",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    LessonId = table.Column<Guid>(type: "uuid", nullable: false),
                    ReadAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
                name: "Courses_Options",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    QuestionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    TextVi = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    TextEn = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    IsCorrect = table.Column<bool>(type: "boolean", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "Certification_NumberBooks",
                columns: table => new
                {
                    IssuerHospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Certification_NumberBooks", x => new { x.IssuerHospitalId, x.Year });
                    table.ForeignKey(
                        name: "FK_Certification_NumberBooks_Organizations_Hospitals_IssuerHos~",
                        column: x => x.IssuerHospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Identity_Appointments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    HospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    Department = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    Position = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_Appointments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Identity_Appointments_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Identity_Appointments_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Identity_RoleGrants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    HospitalId = table.Column<Guid>(type: "uuid", nullable: true),
                    ProvinceId = table.Column<Guid>(type: "uuid", nullable: true),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    GrantedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_RoleGrants", x => x.Id);
                    table.CheckConstraint("CK_Identity_RoleGrants_Scope", "(\"Kind\" = 'Hospital') = (\"HospitalId\" IS NOT NULL) AND (\"Kind\" = 'Province') = (\"ProvinceId\" IS NOT NULL)");
                    table.ForeignKey(
                        name: "FK_Identity_RoleGrants_Identity_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Identity_Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Identity_RoleGrants_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Identity_RoleGrants_Organizations_Provinces_ProvinceId",
                        column: x => x.ProvinceId,
                        principalTable: "Organizations_Provinces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Techniques_PackageTargets",
                columns: table => new
                {
                    PackageVersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    TechniqueId = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Stage = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false),
                    MinEntrustment = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Techniques_PackageTargets", x => new { x.PackageVersionId, x.TechniqueId, x.Role, x.Stage });
                    table.CheckConstraint("CK_Techniques_PackageTargets_Count", "\"Count\" > 0");
                    table.ForeignKey(
                        name: "FK_Techniques_PackageTargets_Techniques_PackageVersions_Packag~",
                        column: x => x.PackageVersionId,
                        principalTable: "Techniques_PackageVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Techniques_PackageTargets_Techniques_Techniques_TechniqueId",
                        column: x => x.TechniqueId,
                        principalTable: "Techniques_Techniques",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Techniques_PackageTechniques",
                columns: table => new
                {
                    PackageVersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    TechniqueId = table.Column<Guid>(type: "uuid", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    IsMain = table.Column<bool>(type: "boolean", nullable: false),
                    Evidence = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Techniques_PackageTechniques", x => new { x.PackageVersionId, x.TechniqueId });
                    table.ForeignKey(
                        name: "FK_Techniques_PackageTechniques_Techniques_PackageVersions_Pac~",
                        column: x => x.PackageVersionId,
                        principalTable: "Techniques_PackageVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Techniques_PackageTechniques_Techniques_Techniques_Techniqu~",
                        column: x => x.TechniqueId,
                        principalTable: "Techniques_Techniques",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Transfers_Transfers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    PackageVersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    GivingHospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    ReceivingHospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    ContractNumber = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Transfers_Transfers", x => x.Id);
                    table.CheckConstraint("CK_Transfers_Transfers_Hospitals", "\"GivingHospitalId\" <> \"ReceivingHospitalId\"");
                    table.ForeignKey(
                        name: "FK_Transfers_Transfers_Organizations_Hospitals_GivingHospitalId",
                        column: x => x.GivingHospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Transfers_Transfers_Organizations_Hospitals_ReceivingHospit~",
                        column: x => x.ReceivingHospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Transfers_Transfers_Techniques_PackageVersions_PackageVersi~",
                        column: x => x.PackageVersionId,
                        principalTable: "Techniques_PackageVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Transfers_Participants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TransferId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    LeftReason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Transfers_Participants", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Transfers_Participants_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Transfers_Participants_Transfers_Transfers_TransferId",
                        column: x => x.TransferId,
                        principalTable: "Transfers_Transfers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Transfers_Stamps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TransferId = table.Column<Guid>(type: "uuid", nullable: false),
                    Step = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Stalled = table.Column<bool>(type: "boolean", nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    By = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    DocumentNumber = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    Note = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Transfers_Stamps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Transfers_Stamps_Transfers_Transfers_TransferId",
                        column: x => x.TransferId,
                        principalTable: "Transfers_Transfers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Transfers_Supervisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TransferId = table.Column<Guid>(type: "uuid", nullable: false),
                    MentorPersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    TechniqueId = table.Column<Guid>(type: "uuid", nullable: true),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Transfers_Supervisions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Transfers_Supervisions_Identity_People_MentorPersonId",
                        column: x => x.MentorPersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Transfers_Supervisions_Techniques_Techniques_TechniqueId",
                        column: x => x.TechniqueId,
                        principalTable: "Techniques_Techniques",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Transfers_Supervisions_Transfers_Transfers_TransferId",
                        column: x => x.TransferId,
                        principalTable: "Transfers_Transfers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Certification_Certificates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Token = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ParticipantId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    PackageVersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    IssuerHospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    HolderHospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    HolderName = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    HolderRole = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    HolderHospital = table.Column<string>(type: "text", nullable: false),
                    HolderHospitalEn = table.Column<string>(type: "text", nullable: false),
                    Issuer = table.Column<string>(type: "text", nullable: false),
                    IssuerEn = table.Column<string>(type: "text", nullable: false),
                    TransferCode = table.Column<string>(type: "text", nullable: false),
                    PackageVi = table.Column<string>(type: "text", nullable: false),
                    PackageEn = table.Column<string>(type: "text", nullable: false),
                    TheoryScore = table.Column<decimal>(type: "numeric(4,1)", precision: 4, scale: 1, nullable: true),
                    IssuedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Certification_Certificates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Certification_Certificates_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certification_Certificates_Organizations_Hospitals_HolderHo~",
                        column: x => x.HolderHospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certification_Certificates_Organizations_Hospitals_IssuerHo~",
                        column: x => x.IssuerHospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certification_Certificates_Techniques_PackageVersions_Packa~",
                        column: x => x.PackageVersionId,
                        principalTable: "Techniques_PackageVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certification_Certificates_Transfers_Participants_Participa~",
                        column: x => x.ParticipantId,
                        principalTable: "Transfers_Participants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_Entries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ParticipantId = table.Column<Guid>(type: "uuid", nullable: false),
                    TransferId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    HospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseCode = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    SourceKey = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    TechniqueId = table.Column<Guid>(type: "uuid", nullable: false),
                    CurrentNumber = table.Column<int>(type: "integer", nullable: false),
                    WaitingSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SignedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_Entries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Logbook_Entries_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_Entries_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_Entries_Techniques_Techniques_TechniqueId",
                        column: x => x.TechniqueId,
                        principalTable: "Techniques_Techniques",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_Entries_Transfers_Participants_ParticipantId",
                        column: x => x.ParticipantId,
                        principalTable: "Transfers_Participants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_Entries_Transfers_Transfers_TransferId",
                        column: x => x.TransferId,
                        principalTable: "Transfers_Transfers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_Tallies",
                columns: table => new
                {
                    ParticipantId = table.Column<Guid>(type: "uuid", nullable: false),
                    TechniqueId = table.Column<Guid>(type: "uuid", nullable: false),
                    Stage = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Entrustment = table.Column<int>(type: "integer", nullable: false),
                    HospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    Signed = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_Tallies", x => new { x.ParticipantId, x.TechniqueId, x.Stage, x.Entrustment });
                    table.ForeignKey(
                        name: "FK_Logbook_Tallies_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_Tallies_Techniques_Techniques_TechniqueId",
                        column: x => x.TechniqueId,
                        principalTable: "Techniques_Techniques",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_Tallies_Transfers_Participants_ParticipantId",
                        column: x => x.ParticipantId,
                        principalTable: "Transfers_Participants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Certification_CertificateTechniques",
                columns: table => new
                {
                    CertificateId = table.Column<Guid>(type: "uuid", nullable: false),
                    TechniqueId = table.Column<Guid>(type: "uuid", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    NameVi = table.Column<string>(type: "text", nullable: false),
                    NameEn = table.Column<string>(type: "text", nullable: false),
                    Observed = table.Column<int>(type: "integer", nullable: false),
                    Assisted = table.Column<int>(type: "integer", nullable: false),
                    Supervised = table.Column<int>(type: "integer", nullable: false),
                    Independent = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Certification_CertificateTechniques", x => new { x.CertificateId, x.TechniqueId });
                    table.ForeignKey(
                        name: "FK_Certification_CertificateTechniques_Certification_Certifica~",
                        column: x => x.CertificateId,
                        principalTable: "Certification_Certificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certification_CertificateTechniques_Techniques_Techniques_T~",
                        column: x => x.TechniqueId,
                        principalTable: "Techniques_Techniques",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Certification_Revocations",
                columns: table => new
                {
                    CertificateId = table.Column<Guid>(type: "uuid", nullable: false),
                    RevokedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RevokedBy = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Certification_Revocations", x => x.CertificateId);
                    table.ForeignKey(
                        name: "FK_Certification_Revocations_Certification_Certificates_Certif~",
                        column: x => x.CertificateId,
                        principalTable: "Certification_Certificates",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_EntryVersions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    TechniqueId = table.Column<Guid>(type: "uuid", nullable: false),
                    Stage = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    PerformedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    PlaceHospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    Setting = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Role = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    AgeBand = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Sex = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Complexity = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    CorrectionReason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    SubmittedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ContentHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_EntryVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Logbook_EntryVersions_Logbook_Entries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "Logbook_Entries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_EntryVersions_Organizations_Hospitals_PlaceHospital~",
                        column: x => x.PlaceHospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_EntryVersions_Techniques_Techniques_TechniqueId",
                        column: x => x.TechniqueId,
                        principalTable: "Techniques_Techniques",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_Decisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryVersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    TraineePersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    MentorPersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Entrustment = table.Column<int>(type: "integer", nullable: true),
                    Comment = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    MentorName = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    MentorPosition = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ContentHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_Decisions", x => x.Id);
                    table.CheckConstraint("CK_Logbook_Decisions_Entrustment", "\"Entrustment\" IS NULL OR \"Entrustment\" BETWEEN 1 AND 5");
                    table.CheckConstraint("CK_Logbook_Decisions_NotOwn", "\"MentorPersonId\" <> \"TraineePersonId\"");
                    table.ForeignKey(
                        name: "FK_Logbook_Decisions_Identity_People_MentorPersonId",
                        column: x => x.MentorPersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_Decisions_Identity_People_TraineePersonId",
                        column: x => x.TraineePersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_Decisions_Logbook_EntryVersions_EntryVersionId",
                        column: x => x.EntryVersionId,
                        principalTable: "Logbook_EntryVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Certification_Certificates_HolderHospitalId",
                table: "Certification_Certificates",
                column: "HolderHospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Certification_Certificates_IssuerHospitalId",
                table: "Certification_Certificates",
                column: "IssuerHospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Certification_Certificates_Number",
                table: "Certification_Certificates",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Certification_Certificates_PackageVersionId",
                table: "Certification_Certificates",
                column: "PackageVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_Certification_Certificates_ParticipantId",
                table: "Certification_Certificates",
                column: "ParticipantId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Certification_Certificates_PersonId",
                table: "Certification_Certificates",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Certification_Certificates_Token",
                table: "Certification_Certificates",
                column: "Token",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Certification_CertificateTechniques_TechniqueId",
                table: "Certification_CertificateTechniques",
                column: "TechniqueId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Attempts_CourseId",
                table: "Courses_Attempts",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Attempts_PersonId_CourseId",
                table: "Courses_Attempts",
                columns: new[] { "PersonId", "CourseId" });

            migrationBuilder.CreateIndex(
                name: "IX_Courses_CourseCompletions_CourseId",
                table: "Courses_CourseCompletions",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_CourseCompletions_PersonId_CourseId",
                table: "Courses_CourseCompletions",
                columns: new[] { "PersonId", "CourseId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Courses_Code",
                table: "Courses_Courses",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Enrolments_CourseId",
                table: "Courses_Enrolments",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Enrolments_PersonId_CourseId",
                table: "Courses_Enrolments",
                columns: new[] { "PersonId", "CourseId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Courses_LessonReads_LessonId",
                table: "Courses_LessonReads",
                column: "LessonId");

            migrationBuilder.CreateIndex(
                name: "IX_Courses_Lessons_CourseId_Number",
                table: "Courses_Lessons",
                columns: new[] { "CourseId", "Number" },
                unique: true);

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

            migrationBuilder.CreateIndex(
                name: "IX_Data_IdempotencyKeys_StoredAt",
                table: "Data_IdempotencyKeys",
                column: "StoredAt");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Appointments_HospitalId",
                table: "Identity_Appointments",
                column: "HospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Appointments_PersonId_HospitalId_From",
                table: "Identity_Appointments",
                columns: new[] { "PersonId", "HospitalId", "From" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Identity_People_Key",
                table: "Identity_People",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Identity_RoleGrants_HospitalId",
                table: "Identity_RoleGrants",
                column: "HospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_RoleGrants_ProvinceId",
                table: "Identity_RoleGrants",
                column: "ProvinceId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_RoleGrants_UserId",
                table: "Identity_RoleGrants",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Users_NormalizedEmail",
                table: "Identity_Users",
                column: "NormalizedEmail",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Users_NormalizedUserName",
                table: "Identity_Users",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Identity_Users_PersonId",
                table: "Identity_Users",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Decisions_EntryVersionId",
                table: "Logbook_Decisions",
                column: "EntryVersionId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Decisions_MentorPersonId_TraineePersonId_DecidedAt",
                table: "Logbook_Decisions",
                columns: new[] { "MentorPersonId", "TraineePersonId", "DecidedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Decisions_TraineePersonId",
                table: "Logbook_Decisions",
                column: "TraineePersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Entries_CaseCode",
                table: "Logbook_Entries",
                column: "CaseCode",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Entries_HospitalId_TechniqueId_Id",
                table: "Logbook_Entries",
                columns: new[] { "HospitalId", "TechniqueId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Entries_ParticipantId",
                table: "Logbook_Entries",
                column: "ParticipantId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Entries_PersonId_Id",
                table: "Logbook_Entries",
                columns: new[] { "PersonId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Entries_SourceKey",
                table: "Logbook_Entries",
                column: "SourceKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Entries_TechniqueId",
                table: "Logbook_Entries",
                column: "TechniqueId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Entries_TransferId_WaitingSince",
                table: "Logbook_Entries",
                columns: new[] { "TransferId", "WaitingSince" },
                filter: "\"WaitingSince\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_EntryVersions_EntryId_Number",
                table: "Logbook_EntryVersions",
                columns: new[] { "EntryId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_EntryVersions_PlaceHospitalId",
                table: "Logbook_EntryVersions",
                column: "PlaceHospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_EntryVersions_TechniqueId",
                table: "Logbook_EntryVersions",
                column: "TechniqueId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Tallies_HospitalId_TechniqueId",
                table: "Logbook_Tallies",
                columns: new[] { "HospitalId", "TechniqueId" });

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Tallies_TechniqueId",
                table: "Logbook_Tallies",
                column: "TechniqueId");

            migrationBuilder.CreateIndex(
                name: "IX_Organizations_Hospitals_Key",
                table: "Organizations_Hospitals",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Organizations_Hospitals_ProvinceId",
                table: "Organizations_Hospitals",
                column: "ProvinceId");

            migrationBuilder.CreateIndex(
                name: "IX_Organizations_Hospitals_SortKey",
                table: "Organizations_Hospitals",
                column: "SortKey");

            migrationBuilder.CreateIndex(
                name: "IX_Organizations_Provinces_Code",
                table: "Organizations_Provinces",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Techniques_Packages_Code",
                table: "Techniques_Packages",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Techniques_PackageTargets_TechniqueId",
                table: "Techniques_PackageTargets",
                column: "TechniqueId");

            migrationBuilder.CreateIndex(
                name: "IX_Techniques_PackageTechniques_TechniqueId",
                table: "Techniques_PackageTechniques",
                column: "TechniqueId");

            migrationBuilder.CreateIndex(
                name: "IX_Techniques_PackageVersions_PackageId_Number",
                table: "Techniques_PackageVersions",
                columns: new[] { "PackageId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Techniques_PackageVersions_TheoryCourseId",
                table: "Techniques_PackageVersions",
                column: "TheoryCourseId");

            migrationBuilder.CreateIndex(
                name: "IX_Techniques_Techniques_Code",
                table: "Techniques_Techniques",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Techniques_Techniques_Key",
                table: "Techniques_Techniques",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Techniques_Techniques_SortKey",
                table: "Techniques_Techniques",
                column: "SortKey");

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_Participants_PersonId",
                table: "Transfers_Participants",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_Participants_TransferId_PersonId",
                table: "Transfers_Participants",
                columns: new[] { "TransferId", "PersonId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_Stamps_TransferId_Step_Stalled_On",
                table: "Transfers_Stamps",
                columns: new[] { "TransferId", "Step", "Stalled", "On" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_Supervisions_MentorPersonId",
                table: "Transfers_Supervisions",
                column: "MentorPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_Supervisions_TechniqueId",
                table: "Transfers_Supervisions",
                column: "TechniqueId");

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_Supervisions_TransferId",
                table: "Transfers_Supervisions",
                column: "TransferId");

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_Transfers_Code",
                table: "Transfers_Transfers",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_Transfers_GivingHospitalId",
                table: "Transfers_Transfers",
                column: "GivingHospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_Transfers_PackageVersionId",
                table: "Transfers_Transfers",
                column: "PackageVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_Transfers_Transfers_ReceivingHospitalId",
                table: "Transfers_Transfers",
                column: "ReceivingHospitalId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Certification_CertificateTechniques");

            migrationBuilder.DropTable(
                name: "Certification_Evaluations");

            migrationBuilder.DropTable(
                name: "Certification_NumberBooks");

            migrationBuilder.DropTable(
                name: "Certification_Revocations");

            migrationBuilder.DropTable(
                name: "Courses_Attempts");

            migrationBuilder.DropTable(
                name: "Courses_CourseCompletions");

            migrationBuilder.DropTable(
                name: "Courses_Enrolments");

            migrationBuilder.DropTable(
                name: "Courses_LessonReads");

            migrationBuilder.DropTable(
                name: "Courses_Options");

            migrationBuilder.DropTable(
                name: "Data_IdempotencyKeys");

            migrationBuilder.DropTable(
                name: "Data_RecipeRuns");

            migrationBuilder.DropTable(
                name: "Identity_Appointments");

            migrationBuilder.DropTable(
                name: "Identity_RoleGrants");

            migrationBuilder.DropTable(
                name: "Identity_UserClaims");

            migrationBuilder.DropTable(
                name: "Identity_UserLogins");

            migrationBuilder.DropTable(
                name: "Identity_UserTokens");

            migrationBuilder.DropTable(
                name: "Logbook_Decisions");

            migrationBuilder.DropTable(
                name: "Logbook_Tallies");

            migrationBuilder.DropTable(
                name: "Techniques_PackageTargets");

            migrationBuilder.DropTable(
                name: "Techniques_PackageTechniques");

            migrationBuilder.DropTable(
                name: "Transfers_Stamps");

            migrationBuilder.DropTable(
                name: "Transfers_Supervisions");

            migrationBuilder.DropTable(
                name: "Certification_Certificates");

            migrationBuilder.DropTable(
                name: "Courses_Lessons");

            migrationBuilder.DropTable(
                name: "Courses_Questions");

            migrationBuilder.DropTable(
                name: "Identity_Users");

            migrationBuilder.DropTable(
                name: "Logbook_EntryVersions");

            migrationBuilder.DropTable(
                name: "Logbook_Entries");

            migrationBuilder.DropTable(
                name: "Techniques_Techniques");

            migrationBuilder.DropTable(
                name: "Transfers_Participants");

            migrationBuilder.DropTable(
                name: "Identity_People");

            migrationBuilder.DropTable(
                name: "Transfers_Transfers");

            migrationBuilder.DropTable(
                name: "Organizations_Hospitals");

            migrationBuilder.DropTable(
                name: "Techniques_PackageVersions");

            migrationBuilder.DropTable(
                name: "Organizations_Provinces");

            migrationBuilder.DropTable(
                name: "Courses_Courses");

            migrationBuilder.DropTable(
                name: "Techniques_Packages");
        }
    }
}
