using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Training.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Processes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "DecidedNumber",
                table: "Logbook_Entries",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "LateSince",
                table: "Logbook_Entries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "WithdrawnAt",
                table: "Logbook_Entries",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawnBecause",
                table: "Logbook_Entries",
                type: "character varying(300)",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CreditPeriods",
                table: "Courses_Courses",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SignatureId",
                table: "Certification_Certificates",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Acceptance_FollowUpRules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PackageVersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    After = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_FollowUpRules", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acceptance_FollowUpRules_Techniques_PackageVersions_Package~",
                        column: x => x.PackageVersionId,
                        principalTable: "Techniques_PackageVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_ReadinessItems",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PackageVersionId = table.Column<Guid>(type: "uuid", nullable: true),
                    Key = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    NameVi = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    NameEn = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_ReadinessItems", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acceptance_ReadinessItems_Techniques_PackageVersions_Packag~",
                        column: x => x.PackageVersionId,
                        principalTable: "Techniques_PackageVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_Rules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    CouncilMinimum = table.Column<int>(type: "integer", nullable: false),
                    CouncilOdd = table.Column<bool>(type: "boolean", nullable: false),
                    BothHospitals = table.Column<bool>(type: "boolean", nullable: false),
                    ConditionalAccepts = table.Column<bool>(type: "boolean", nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_Rules", x => x.Id);
                    table.CheckConstraint("CK_Acceptance_Rules_Minimum", "\"CouncilMinimum\" >= 1");
                });

            migrationBuilder.CreateTable(
                name: "Certification_CmeClaims",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseId = table.Column<Guid>(type: "uuid", nullable: false),
                    ParticipantId = table.Column<Guid>(type: "uuid", nullable: false),
                    IssuerHospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    HolderHospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    Periods = table.Column<int>(type: "integer", nullable: false),
                    Score = table.Column<decimal>(type: "numeric(4,1)", precision: 4, scale: 1, nullable: false),
                    CompletedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    IsHistory = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Certification_CmeClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Certification_CmeClaims_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certification_CmeClaims_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certification_CmeClaims_Organizations_Hospitals_HolderHospi~",
                        column: x => x.HolderHospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certification_CmeClaims_Organizations_Hospitals_IssuerHospi~",
                        column: x => x.IssuerHospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certification_CmeClaims_Transfers_Participants_ParticipantId",
                        column: x => x.ParticipantId,
                        principalTable: "Transfers_Participants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Certification_CreditRules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Activity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Group = table.Column<int>(type: "integer", nullable: false),
                    NameVi = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    NameEn = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Hours = table.Column<decimal>(type: "numeric(6,2)", precision: 6, scale: 2, nullable: false),
                    UnitVi = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Reference = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Certification_CreditRules", x => x.Id);
                    table.CheckConstraint("CK_Certification_CreditRules_Hours", "\"Hours\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "Certification_Requests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ParticipantId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    IssuerHospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    HolderHospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    MetAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    IsHistory = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Certification_Requests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Certification_Requests_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certification_Requests_Organizations_Hospitals_HolderHospit~",
                        column: x => x.HolderHospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certification_Requests_Organizations_Hospitals_IssuerHospit~",
                        column: x => x.IssuerHospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certification_Requests_Transfers_Participants_ParticipantId",
                        column: x => x.ParticipantId,
                        principalTable: "Transfers_Participants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_Approvals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryVersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: false),
                    TraineePersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    ApproverPersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Comment = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    ApproverName = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    ApproverPosition = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ProofId = table.Column<Guid>(type: "uuid", nullable: true),
                    SignedHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ContentHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    DecisionId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_Approvals", x => x.Id);
                    table.CheckConstraint("CK_Logbook_Approvals_NotOwn", "\"ApproverPersonId\" <> \"TraineePersonId\"");
                    table.ForeignKey(
                        name: "FK_Logbook_Approvals_Identity_People_ApproverPersonId",
                        column: x => x.ApproverPersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_Approvals_Identity_People_TraineePersonId",
                        column: x => x.TraineePersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_Approvals_Logbook_Decisions_DecisionId",
                        column: x => x.DecisionId,
                        principalTable: "Logbook_Decisions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Logbook_Approvals_Logbook_EntryVersions_EntryVersionId",
                        column: x => x.EntryVersionId,
                        principalTable: "Logbook_EntryVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Logbook_Reminders",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_Reminders", x => new { x.UserId, x.Day, x.Kind });
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Deliveries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    IsSignal = table.Column<bool>(type: "boolean", nullable: false),
                    SubjectType = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    FromInstanceId = table.Column<Guid>(type: "uuid", nullable: false),
                    ToInstanceId = table.Column<Guid>(type: "uuid", nullable: true),
                    Subscription = table.Column<int>(type: "integer", nullable: true),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    TryAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Tries = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Deliveries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Processes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Newest = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Processes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_StandIns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AbsentUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    AbsentName = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    StandInUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    StandInName = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: false),
                    WithdrawnAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_StandIns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_ReadinessStamps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TransferId = table.Column<Guid>(type: "uuid", nullable: false),
                    ItemId = table.Column<Guid>(type: "uuid", nullable: false),
                    IsReady = table.Column<bool>(type: "boolean", nullable: false),
                    Note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_ReadinessStamps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acceptance_ReadinessStamps_Acceptance_ReadinessItems_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Acceptance_ReadinessItems",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Acceptance_ReadinessStamps_Transfers_Transfers_TransferId",
                        column: x => x.TransferId,
                        principalTable: "Transfers_Transfers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_Cases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TransferId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    InstanceId = table.Column<Guid>(type: "uuid", nullable: false),
                    RuleId = table.Column<Guid>(type: "uuid", nullable: false),
                    OpenedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    OpenedByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    OpenedBy = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_Cases", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acceptance_Cases_Acceptance_Rules_RuleId",
                        column: x => x.RuleId,
                        principalTable: "Acceptance_Rules",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Acceptance_Cases_Transfers_Transfers_TransferId",
                        column: x => x.TransferId,
                        principalTable: "Transfers_Transfers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Certification_CmeCertificates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Token = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ClaimId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    IssuerHospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    HolderHospitalId = table.Column<Guid>(type: "uuid", nullable: false),
                    HolderName = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    HolderHospital = table.Column<string>(type: "text", nullable: false),
                    HolderHospitalEn = table.Column<string>(type: "text", nullable: false),
                    Issuer = table.Column<string>(type: "text", nullable: false),
                    IssuerEn = table.Column<string>(type: "text", nullable: false),
                    CourseVi = table.Column<string>(type: "text", nullable: false),
                    CourseEn = table.Column<string>(type: "text", nullable: false),
                    TransferCode = table.Column<string>(type: "text", nullable: false),
                    Periods = table.Column<int>(type: "integer", nullable: false),
                    CreditHours = table.Column<decimal>(type: "numeric(8,2)", precision: 8, scale: 2, nullable: false),
                    RuleVi = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    RuleEn = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    RuleReference = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    CompletedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    IssuedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Certification_CmeCertificates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Certification_CmeCertificates_Certification_CmeClaims_Claim~",
                        column: x => x.ClaimId,
                        principalTable: "Certification_CmeClaims",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certification_CmeCertificates_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certification_CmeCertificates_Organizations_Hospitals_Holde~",
                        column: x => x.HolderHospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certification_CmeCertificates_Organizations_Hospitals_Issue~",
                        column: x => x.IssuerHospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Certification_RequestDecisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    TaskId = table.Column<Guid>(type: "uuid", nullable: false),
                    Step = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    HolderPersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    ByPersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    ByName = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    ByPosition = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    ProofId = table.Column<Guid>(type: "uuid", nullable: true),
                    ContentHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SignedHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Certification_RequestDecisions", x => x.Id);
                    table.CheckConstraint("CK_Certification_RequestDecisions_NotOwn", "\"Step\" = 'Completed' OR \"ByPersonId\" IS NULL OR \"ByPersonId\" <> \"HolderPersonId\"");
                    table.CheckConstraint("CK_Certification_RequestDecisions_Signed", "\"Step\" <> 'Signed' OR (\"ByPersonId\" IS NOT NULL AND \"ProofId\" IS NOT NULL AND \"SignedHash\" IS NOT NULL)");
                    table.ForeignKey(
                        name: "FK_Certification_RequestDecisions_Certification_Requests_Reque~",
                        column: x => x.RequestId,
                        principalTable: "Certification_Requests",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certification_RequestDecisions_Identity_People_ByPersonId",
                        column: x => x.ByPersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Certification_RequestDecisions_Identity_People_HolderPerson~",
                        column: x => x.HolderPersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Drafts",
                columns: table => new
                {
                    ProcessId = table.Column<Guid>(type: "uuid", nullable: false),
                    Document = table.Column<string>(type: "text", nullable: false),
                    BasedOn = table.Column<int>(type: "integer", nullable: false),
                    SavedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    SavedBy = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Drafts", x => x.ProcessId);
                    table.ForeignKey(
                        name: "FK_Workflows_Drafts_Workflows_Processes_ProcessId",
                        column: x => x.ProcessId,
                        principalTable: "Workflows_Processes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_StartTimers",
                columns: table => new
                {
                    ProcessId = table.Column<Guid>(type: "uuid", nullable: false),
                    Node = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Fired = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_StartTimers", x => new { x.ProcessId, x.Node });
                    table.ForeignKey(
                        name: "FK_Workflows_StartTimers_Workflows_Processes_ProcessId",
                        column: x => x.ProcessId,
                        principalTable: "Workflows_Processes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Versions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProcessId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Document = table.Column<string>(type: "text", nullable: false),
                    Hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    PublishedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    PublishedByUserId = table.Column<Guid>(type: "uuid", nullable: true),
                    PublishedBy = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Versions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Workflows_Versions_Workflows_Processes_ProcessId",
                        column: x => x.ProcessId,
                        principalTable: "Workflows_Processes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_CouncilMembers",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Side = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Name = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false),
                    Position = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_CouncilMembers", x => new { x.CaseId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_Acceptance_CouncilMembers_Acceptance_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Acceptance_Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Acceptance_CouncilMembers_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_DepartmentNotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    Text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_DepartmentNotes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acceptance_DepartmentNotes_Acceptance_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Acceptance_Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_FollowUpAnswers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    StillDone = table.Column<bool>(type: "boolean", nullable: false),
                    Cases = table.Column<int>(type: "integer", nullable: false),
                    Independent = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_FollowUpAnswers", x => x.Id);
                    table.CheckConstraint("CK_Acceptance_FollowUpAnswers_Cases", "\"Cases\" >= 0 AND \"Independent\" BETWEEN 0 AND \"Cases\"");
                    table.ForeignKey(
                        name: "FK_Acceptance_FollowUpAnswers_Acceptance_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Acceptance_Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_FollowUps",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_FollowUps", x => new { x.CaseId, x.Number });
                    table.ForeignKey(
                        name: "FK_Acceptance_FollowUps_Acceptance_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Acceptance_Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_Minutes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    Content = table.Column<string>(type: "text", nullable: false),
                    ContentHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_Minutes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acceptance_Minutes_Acceptance_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Acceptance_Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_Remedies",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Round = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_Remedies", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acceptance_Remedies_Acceptance_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Acceptance_Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_Votes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Round = table.Column<int>(type: "integer", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Comment = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_Votes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acceptance_Votes_Acceptance_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Acceptance_Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Acceptance_Votes_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Instances",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProcessId = table.Column<Guid>(type: "uuid", nullable: false),
                    VersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    SubjectType = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    HospitalId = table.Column<Guid>(type: "uuid", nullable: true),
                    OtherHospitalId = table.Column<Guid>(type: "uuid", nullable: true),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    End = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    FaultedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LastEntry = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Instances", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Workflows_Instances_Workflows_Processes_ProcessId",
                        column: x => x.ProcessId,
                        principalTable: "Workflows_Processes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Workflows_Instances_Workflows_Versions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "Workflows_Versions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Acceptance_Signatures",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MinutesId = table.Column<Guid>(type: "uuid", nullable: false),
                    Side = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Method = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ProofId = table.Column<Guid>(type: "uuid", nullable: false),
                    ContentHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SignedHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ByUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    By = table.Column<string>(type: "character varying(250)", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acceptance_Signatures", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acceptance_Signatures_Acceptance_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Acceptance_Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Acceptance_Signatures_Acceptance_Minutes_MinutesId",
                        column: x => x.MinutesId,
                        principalTable: "Acceptance_Minutes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Journal",
                columns: table => new
                {
                    InstanceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Node = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Token = table.Column<int>(type: "integer", nullable: true),
                    Scope = table.Column<int>(type: "integer", nullable: true),
                    Other = table.Column<int>(type: "integer", nullable: true),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Text = table.Column<string>(type: "text", nullable: true),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ActorUserId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Journal", x => new { x.InstanceId, x.Number });
                    table.ForeignKey(
                        name: "FK_Workflows_Journal_Workflows_Instances_InstanceId",
                        column: x => x.InstanceId,
                        principalTable: "Workflows_Instances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Scopes",
                columns: table => new
                {
                    InstanceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Role = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ParentToken = table.Column<int>(type: "integer", nullable: true),
                    Node = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    VersionId = table.Column<Guid>(type: "uuid", nullable: true),
                    Round = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Scopes", x => new { x.InstanceId, x.Number });
                    table.ForeignKey(
                        name: "FK_Workflows_Scopes_Workflows_Instances_InstanceId",
                        column: x => x.InstanceId,
                        principalTable: "Workflows_Instances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Workflows_Scopes_Workflows_Versions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "Workflows_Versions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Subscriptions",
                columns: table => new
                {
                    InstanceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Node = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Token = table.Column<int>(type: "integer", nullable: true),
                    Scope = table.Column<int>(type: "integer", nullable: true),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    IsSignal = table.Column<bool>(type: "boolean", nullable: false),
                    SubjectType = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Subscriptions", x => new { x.InstanceId, x.Number });
                    table.ForeignKey(
                        name: "FK_Workflows_Subscriptions_Workflows_Instances_InstanceId",
                        column: x => x.InstanceId,
                        principalTable: "Workflows_Instances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Tasks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    InstanceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Token = table.Column<int>(type: "integer", nullable: false),
                    Node = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Name = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Form = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    AllowsBatch = table.Column<bool>(type: "boolean", nullable: false),
                    SubjectType = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    AssigneeKey = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ClaimedByUserId = table.Column<Guid>(type: "uuid", nullable: true),
                    ClaimedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DoneAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DoneByUserId = table.Column<Guid>(type: "uuid", nullable: true),
                    Outcome = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    WithdrawnAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Tasks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Workflows_Tasks_Workflows_Instances_InstanceId",
                        column: x => x.InstanceId,
                        principalTable: "Workflows_Instances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Timers",
                columns: table => new
                {
                    InstanceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Node = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Token = table.Column<int>(type: "integer", nullable: true),
                    Scope = table.Column<int>(type: "integer", nullable: true),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Fired = table.Column<int>(type: "integer", nullable: false),
                    TryAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Tries = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Timers", x => new { x.InstanceId, x.Number });
                    table.ForeignKey(
                        name: "FK_Workflows_Timers_Workflows_Instances_InstanceId",
                        column: x => x.InstanceId,
                        principalTable: "Workflows_Instances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Tokens",
                columns: table => new
                {
                    InstanceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Scope = table.Column<int>(type: "integer", nullable: false),
                    Node = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Phase = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Flow = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Since = table.Column<int>(type: "integer", nullable: false),
                    Rounds = table.Column<int>(type: "integer", nullable: true),
                    RoundsBegun = table.Column<int>(type: "integer", nullable: false),
                    RoundsDone = table.Column<int>(type: "integer", nullable: false),
                    Fault = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Tokens", x => new { x.InstanceId, x.Number });
                    table.ForeignKey(
                        name: "FK_Workflows_Tokens_Workflows_Instances_InstanceId",
                        column: x => x.InstanceId,
                        principalTable: "Workflows_Instances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Workflows_Variables",
                columns: table => new
                {
                    InstanceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Scope = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Value = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workflows_Variables", x => new { x.InstanceId, x.Scope, x.Name });
                    table.ForeignKey(
                        name: "FK_Workflows_Variables_Workflows_Instances_InstanceId",
                        column: x => x.InstanceId,
                        principalTable: "Workflows_Instances",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.AddCheckConstraint(
                name: "CK_Courses_Courses_CreditPeriods",
                table: "Courses_Courses",
                sql: "\"CreditPeriods\" IS NULL OR \"CreditPeriods\" > 0");

            migrationBuilder.CreateIndex(
                name: "IX_Certification_Certificates_SignatureId",
                table: "Certification_Certificates",
                column: "SignatureId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Cases_RuleId",
                table: "Acceptance_Cases",
                column: "RuleId");

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Cases_TransferId_Number",
                table: "Acceptance_Cases",
                columns: new[] { "TransferId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_CouncilMembers_PersonId",
                table: "Acceptance_CouncilMembers",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_DepartmentNotes_CaseId",
                table: "Acceptance_DepartmentNotes",
                column: "CaseId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_FollowUpAnswers_CaseId_Number",
                table: "Acceptance_FollowUpAnswers",
                columns: new[] { "CaseId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_FollowUpRules_PackageVersionId_Number",
                table: "Acceptance_FollowUpRules",
                columns: new[] { "PackageVersionId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Minutes_CaseId_Version",
                table: "Acceptance_Minutes",
                columns: new[] { "CaseId", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_ReadinessItems_PackageVersionId_Key",
                table: "Acceptance_ReadinessItems",
                columns: new[] { "PackageVersionId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_ReadinessStamps_ItemId",
                table: "Acceptance_ReadinessStamps",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_ReadinessStamps_TransferId_ItemId_At",
                table: "Acceptance_ReadinessStamps",
                columns: new[] { "TransferId", "ItemId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Remedies_CaseId_Round",
                table: "Acceptance_Remedies",
                columns: new[] { "CaseId", "Round" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Rules_ValidFrom",
                table: "Acceptance_Rules",
                column: "ValidFrom",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Signatures_CaseId",
                table: "Acceptance_Signatures",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Signatures_MinutesId_Side",
                table: "Acceptance_Signatures",
                columns: new[] { "MinutesId", "Side" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Signatures_ProofId",
                table: "Acceptance_Signatures",
                column: "ProofId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Votes_CaseId_Round_PersonId",
                table: "Acceptance_Votes",
                columns: new[] { "CaseId", "Round", "PersonId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Acceptance_Votes_PersonId",
                table: "Acceptance_Votes",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Certification_CmeCertificates_ClaimId",
                table: "Certification_CmeCertificates",
                column: "ClaimId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Certification_CmeCertificates_HolderHospitalId",
                table: "Certification_CmeCertificates",
                column: "HolderHospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Certification_CmeCertificates_IssuerHospitalId",
                table: "Certification_CmeCertificates",
                column: "IssuerHospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Certification_CmeCertificates_Number",
                table: "Certification_CmeCertificates",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Certification_CmeCertificates_PersonId",
                table: "Certification_CmeCertificates",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Certification_CmeCertificates_Token",
                table: "Certification_CmeCertificates",
                column: "Token",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Certification_CmeClaims_CourseId",
                table: "Certification_CmeClaims",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_Certification_CmeClaims_HolderHospitalId",
                table: "Certification_CmeClaims",
                column: "HolderHospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Certification_CmeClaims_IssuerHospitalId",
                table: "Certification_CmeClaims",
                column: "IssuerHospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Certification_CmeClaims_ParticipantId",
                table: "Certification_CmeClaims",
                column: "ParticipantId");

            migrationBuilder.CreateIndex(
                name: "IX_Certification_CmeClaims_PersonId_CourseId",
                table: "Certification_CmeClaims",
                columns: new[] { "PersonId", "CourseId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Certification_CreditRules_Activity_From",
                table: "Certification_CreditRules",
                columns: new[] { "Activity", "From" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Certification_RequestDecisions_ByPersonId",
                table: "Certification_RequestDecisions",
                column: "ByPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Certification_RequestDecisions_HolderPersonId",
                table: "Certification_RequestDecisions",
                column: "HolderPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Certification_RequestDecisions_ProofId",
                table: "Certification_RequestDecisions",
                column: "ProofId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Certification_RequestDecisions_RequestId",
                table: "Certification_RequestDecisions",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_Certification_RequestDecisions_TaskId",
                table: "Certification_RequestDecisions",
                column: "TaskId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Certification_Requests_HolderHospitalId",
                table: "Certification_Requests",
                column: "HolderHospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Certification_Requests_IssuerHospitalId",
                table: "Certification_Requests",
                column: "IssuerHospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Certification_Requests_ParticipantId",
                table: "Certification_Requests",
                column: "ParticipantId");

            migrationBuilder.CreateIndex(
                name: "IX_Certification_Requests_PersonId",
                table: "Certification_Requests",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Approvals_ApproverPersonId",
                table: "Logbook_Approvals",
                column: "ApproverPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Approvals_DecisionId",
                table: "Logbook_Approvals",
                column: "DecisionId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Approvals_EntryVersionId",
                table: "Logbook_Approvals",
                column: "EntryVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Approvals_ProofId",
                table: "Logbook_Approvals",
                column: "ProofId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Approvals_TaskId",
                table: "Logbook_Approvals",
                column: "TaskId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Approvals_TraineePersonId",
                table: "Logbook_Approvals",
                column: "TraineePersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Reminders_Day",
                table: "Logbook_Reminders",
                column: "Day");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Deliveries_TryAt",
                table: "Workflows_Deliveries",
                column: "TryAt");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Instances_FaultedAt",
                table: "Workflows_Instances",
                column: "FaultedAt",
                filter: "\"FaultedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Instances_ProcessId_Id",
                table: "Workflows_Instances",
                columns: new[] { "ProcessId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Instances_Running",
                table: "Workflows_Instances",
                column: "ProcessId",
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Instances_SubjectType_SubjectId",
                table: "Workflows_Instances",
                columns: new[] { "SubjectType", "SubjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Instances_VersionId",
                table: "Workflows_Instances",
                column: "VersionId");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Processes_Key",
                table: "Workflows_Processes",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Scopes_VersionId",
                table: "Workflows_Scopes",
                column: "VersionId");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_StandIns_AbsentUserId",
                table: "Workflows_StandIns",
                column: "AbsentUserId");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_StandIns_StandInUserId",
                table: "Workflows_StandIns",
                column: "StandInUserId");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_StartTimers_DueAt",
                table: "Workflows_StartTimers",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Subscriptions_Name_SubjectId",
                table: "Workflows_Subscriptions",
                columns: new[] { "Name", "SubjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Tasks_AssigneeKey_DueAt",
                table: "Workflows_Tasks",
                columns: new[] { "AssigneeKey", "DueAt" },
                filter: "\"DoneAt\" IS NULL AND \"WithdrawnAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Tasks_InstanceId_Token",
                table: "Workflows_Tasks",
                columns: new[] { "InstanceId", "Token" });

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Tasks_SubjectType_SubjectId",
                table: "Workflows_Tasks",
                columns: new[] { "SubjectType", "SubjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Timers_TryAt",
                table: "Workflows_Timers",
                column: "TryAt");

            migrationBuilder.CreateIndex(
                name: "IX_Workflows_Versions_ProcessId_Number",
                table: "Workflows_Versions",
                columns: new[] { "ProcessId", "Number" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Certification_Certificates_Certification_RequestDecisions_S~",
                table: "Certification_Certificates",
                column: "SignatureId",
                principalTable: "Certification_RequestDecisions",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Certification_Certificates_Certification_RequestDecisions_S~",
                table: "Certification_Certificates");

            migrationBuilder.DropTable(
                name: "Acceptance_CouncilMembers");

            migrationBuilder.DropTable(
                name: "Acceptance_DepartmentNotes");

            migrationBuilder.DropTable(
                name: "Acceptance_FollowUpAnswers");

            migrationBuilder.DropTable(
                name: "Acceptance_FollowUpRules");

            migrationBuilder.DropTable(
                name: "Acceptance_FollowUps");

            migrationBuilder.DropTable(
                name: "Acceptance_ReadinessStamps");

            migrationBuilder.DropTable(
                name: "Acceptance_Remedies");

            migrationBuilder.DropTable(
                name: "Acceptance_Signatures");

            migrationBuilder.DropTable(
                name: "Acceptance_Votes");

            migrationBuilder.DropTable(
                name: "Certification_CmeCertificates");

            migrationBuilder.DropTable(
                name: "Certification_CreditRules");

            migrationBuilder.DropTable(
                name: "Certification_RequestDecisions");

            migrationBuilder.DropTable(
                name: "Logbook_Approvals");

            migrationBuilder.DropTable(
                name: "Logbook_Reminders");

            migrationBuilder.DropTable(
                name: "Workflows_Deliveries");

            migrationBuilder.DropTable(
                name: "Workflows_Drafts");

            migrationBuilder.DropTable(
                name: "Workflows_Journal");

            migrationBuilder.DropTable(
                name: "Workflows_Scopes");

            migrationBuilder.DropTable(
                name: "Workflows_StandIns");

            migrationBuilder.DropTable(
                name: "Workflows_StartTimers");

            migrationBuilder.DropTable(
                name: "Workflows_Subscriptions");

            migrationBuilder.DropTable(
                name: "Workflows_Tasks");

            migrationBuilder.DropTable(
                name: "Workflows_Timers");

            migrationBuilder.DropTable(
                name: "Workflows_Tokens");

            migrationBuilder.DropTable(
                name: "Workflows_Variables");

            migrationBuilder.DropTable(
                name: "Acceptance_ReadinessItems");

            migrationBuilder.DropTable(
                name: "Acceptance_Minutes");

            migrationBuilder.DropTable(
                name: "Certification_CmeClaims");

            migrationBuilder.DropTable(
                name: "Certification_Requests");

            migrationBuilder.DropTable(
                name: "Workflows_Instances");

            migrationBuilder.DropTable(
                name: "Acceptance_Cases");

            migrationBuilder.DropTable(
                name: "Workflows_Versions");

            migrationBuilder.DropTable(
                name: "Acceptance_Rules");

            migrationBuilder.DropTable(
                name: "Workflows_Processes");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Courses_Courses_CreditPeriods",
                table: "Courses_Courses");

            migrationBuilder.DropIndex(
                name: "IX_Certification_Certificates_SignatureId",
                table: "Certification_Certificates");

            migrationBuilder.DropColumn(
                name: "DecidedNumber",
                table: "Logbook_Entries");

            migrationBuilder.DropColumn(
                name: "LateSince",
                table: "Logbook_Entries");

            migrationBuilder.DropColumn(
                name: "WithdrawnAt",
                table: "Logbook_Entries");

            migrationBuilder.DropColumn(
                name: "WithdrawnBecause",
                table: "Logbook_Entries");

            migrationBuilder.DropColumn(
                name: "CreditPeriods",
                table: "Courses_Courses");

            migrationBuilder.DropColumn(
                name: "SignatureId",
                table: "Certification_Certificates");
        }
    }
}
