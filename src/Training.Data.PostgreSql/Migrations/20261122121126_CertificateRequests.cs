using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Training.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class CertificateRequests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "Certification_CmeCertificates");

            migrationBuilder.DropTable(
                name: "Certification_CreditRules");

            migrationBuilder.DropTable(
                name: "Certification_RequestDecisions");

            migrationBuilder.DropTable(
                name: "Certification_CmeClaims");

            migrationBuilder.DropTable(
                name: "Certification_Requests");

            migrationBuilder.DropCheckConstraint(
                name: "CK_Courses_Courses_CreditPeriods",
                table: "Courses_Courses");

            migrationBuilder.DropIndex(
                name: "IX_Certification_Certificates_SignatureId",
                table: "Certification_Certificates");

            migrationBuilder.DropColumn(
                name: "CreditPeriods",
                table: "Courses_Courses");

            migrationBuilder.DropColumn(
                name: "SignatureId",
                table: "Certification_Certificates");
        }
    }
}
