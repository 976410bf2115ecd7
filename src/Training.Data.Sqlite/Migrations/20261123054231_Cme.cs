using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Training.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Cme : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Certification_CreditRules");

            migrationBuilder.CreateTable(
                name: "Cme_Claims",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HospitalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CurrentNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cme_Claims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Cme_Claims_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Cme_Claims_Organizations_Hospitals_HospitalId",
                        column: x => x.HospitalId,
                        principalTable: "Organizations_Hospitals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Cme_CreditRules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Activity = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Group = table.Column<int>(type: "INTEGER", nullable: false),
                    NameVi = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Hours = table.Column<decimal>(type: "TEXT", precision: 6, scale: 2, nullable: false),
                    UnitVi = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    UnitEn = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    NoteVi = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    NoteEn = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cme_CreditRules", x => x.Id);
                    table.CheckConstraint("CK_Cme_CreditRules_Hours", "\"Hours\" > 0");
                });

            migrationBuilder.CreateTable(
                name: "Cme_Targets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Hours = table.Column<int>(type: "INTEGER", nullable: false),
                    Years = table.Column<int>(type: "INTEGER", nullable: false),
                    AmberDays = table.Column<int>(type: "INTEGER", nullable: false),
                    RedDays = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cme_Targets", x => x.Id);
                    table.CheckConstraint("CK_Cme_Targets_Numbers", "\"Hours\" > 0 AND \"Years\" > 0 AND \"RedDays\" >= 0 AND \"AmberDays\" >= \"RedDays\"");
                });

            migrationBuilder.CreateTable(
                name: "Cme_Warnings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PeriodTo = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    IsUrgent = table.Column<bool>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cme_Warnings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Cme_Warnings_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Cme_ClaimDecisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClaimId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ByUserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ByPersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    By = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cme_ClaimDecisions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Cme_ClaimDecisions_Cme_Claims_ClaimId",
                        column: x => x.ClaimId,
                        principalTable: "Cme_Claims",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Cme_ClaimDecisions_Identity_People_ByPersonId",
                        column: x => x.ByPersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Cme_ClaimVersions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClaimId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    RuleId = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Units = table.Column<int>(type: "INTEGER", nullable: false),
                    Hundredths = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Organizer = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    EvidenceHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    EvidenceKind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cme_ClaimVersions", x => x.Id);
                    table.CheckConstraint("CK_Cme_ClaimVersions_Facts", "\"From\" <= \"To\" AND \"Units\" > 0 AND \"Hundredths\" > 0");
                    table.ForeignKey(
                        name: "FK_Cme_ClaimVersions_Cme_Claims_ClaimId",
                        column: x => x.ClaimId,
                        principalTable: "Cme_Claims",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Cme_ClaimVersions_Cme_CreditRules_RuleId",
                        column: x => x.RuleId,
                        principalTable: "Cme_CreditRules",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Cme_CreditEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    CourseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ClaimId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ReversesId = table.Column<Guid>(type: "TEXT", nullable: true),
                    FirstDay = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Units = table.Column<int>(type: "INTEGER", nullable: false),
                    Hundredths = table.Column<int>(type: "INTEGER", nullable: false),
                    RuleId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RuleVi = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    RuleEn = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    RuleReference = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    TitleVi = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    TitleEn = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Organizer = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    PostedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cme_CreditEntries", x => x.Id);
                    table.CheckConstraint("CK_Cme_CreditEntries_Days", "\"FirstDay\" <= \"Day\"");
                    table.ForeignKey(
                        name: "FK_Cme_CreditEntries_Cme_Claims_ClaimId",
                        column: x => x.ClaimId,
                        principalTable: "Cme_Claims",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Cme_CreditEntries_Cme_CreditEntries_ReversesId",
                        column: x => x.ReversesId,
                        principalTable: "Cme_CreditEntries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Cme_CreditEntries_Cme_CreditRules_RuleId",
                        column: x => x.RuleId,
                        principalTable: "Cme_CreditRules",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Cme_CreditEntries_Courses_Courses_CourseId",
                        column: x => x.CourseId,
                        principalTable: "Courses_Courses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Cme_CreditEntries_Identity_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Cme_ClaimDecisions_ByPersonId",
                table: "Cme_ClaimDecisions",
                column: "ByPersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Cme_ClaimDecisions_ClaimId_Number",
                table: "Cme_ClaimDecisions",
                columns: new[] { "ClaimId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Cme_Claims_HospitalId",
                table: "Cme_Claims",
                column: "HospitalId");

            migrationBuilder.CreateIndex(
                name: "IX_Cme_Claims_PersonId_Id",
                table: "Cme_Claims",
                columns: new[] { "PersonId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Cme_ClaimVersions_ClaimId_Number",
                table: "Cme_ClaimVersions",
                columns: new[] { "ClaimId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Cme_ClaimVersions_EvidenceHash",
                table: "Cme_ClaimVersions",
                column: "EvidenceHash");

            migrationBuilder.CreateIndex(
                name: "IX_Cme_ClaimVersions_RuleId",
                table: "Cme_ClaimVersions",
                column: "RuleId");

            migrationBuilder.CreateIndex(
                name: "IX_Cme_CreditEntries_ClaimId",
                table: "Cme_CreditEntries",
                column: "ClaimId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Cme_CreditEntries_CourseId",
                table: "Cme_CreditEntries",
                column: "CourseId");

            migrationBuilder.CreateIndex(
                name: "IX_Cme_CreditEntries_PersonId_CourseId",
                table: "Cme_CreditEntries",
                columns: new[] { "PersonId", "CourseId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Cme_CreditEntries_PersonId_Day",
                table: "Cme_CreditEntries",
                columns: new[] { "PersonId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_Cme_CreditEntries_ReversesId",
                table: "Cme_CreditEntries",
                column: "ReversesId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Cme_CreditEntries_RuleId",
                table: "Cme_CreditEntries",
                column: "RuleId");

            migrationBuilder.CreateIndex(
                name: "IX_Cme_CreditRules_Activity_From",
                table: "Cme_CreditRules",
                columns: new[] { "Activity", "From" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Cme_Targets_From",
                table: "Cme_Targets",
                column: "From",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Cme_Warnings_PersonId_PeriodTo_IsUrgent",
                table: "Cme_Warnings",
                columns: new[] { "PersonId", "PeriodTo", "IsUrgent" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Cme_ClaimDecisions");

            migrationBuilder.DropTable(
                name: "Cme_ClaimVersions");

            migrationBuilder.DropTable(
                name: "Cme_CreditEntries");

            migrationBuilder.DropTable(
                name: "Cme_Targets");

            migrationBuilder.DropTable(
                name: "Cme_Warnings");

            migrationBuilder.DropTable(
                name: "Cme_Claims");

            migrationBuilder.DropTable(
                name: "Cme_CreditRules");

            migrationBuilder.CreateTable(
                name: "Certification_CreditRules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Activity = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Group = table.Column<int>(type: "INTEGER", nullable: false),
                    Hours = table.Column<decimal>(type: "TEXT", precision: 6, scale: 2, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    NameVi = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    UnitVi = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Certification_CreditRules", x => x.Id);
                    table.CheckConstraint("CK_Certification_CreditRules_Hours", "\"Hours\" > 0");
                });

            migrationBuilder.CreateIndex(
                name: "IX_Certification_CreditRules_Activity_From",
                table: "Certification_CreditRules",
                columns: new[] { "Activity", "From" },
                unique: true);
        }
    }
}
