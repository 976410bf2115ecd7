using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Training.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CaseProcess : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "DecidedNumber",
                table: "Logbook_Entries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LateSince",
                table: "Logbook_Entries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "WithdrawnAt",
                table: "Logbook_Entries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawnBecause",
                table: "Logbook_Entries",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Logbook_Approvals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    EntryVersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TraineePersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ApproverPersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Comment = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ApproverName = table.Column<string>(type: "TEXT", maxLength: 250, nullable: false),
                    ApproverPosition = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Method = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ProofId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SignedHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    DecisionId = table.Column<Guid>(type: "TEXT", nullable: false)
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
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Logbook_Reminders", x => new { x.UserId, x.Day, x.Kind });
                });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Logbook_Approvals");

            migrationBuilder.DropTable(
                name: "Logbook_Reminders");

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
        }
    }
}
