using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Training.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class HospitalKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Logbook_Entries_Transfers_Participants_ParticipantId",
                table: "Logbook_Entries");

            migrationBuilder.DropForeignKey(
                name: "FK_Logbook_Entries_Transfers_Transfers_TransferId",
                table: "Logbook_Entries");

            migrationBuilder.DropIndex(
                name: "IX_Logbook_Entries_ParticipantId",
                table: "Logbook_Entries");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Entries_ParticipantId_TransferId",
                table: "Logbook_Entries",
                columns: new[] { "ParticipantId", "TransferId" });

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Entries_TransferId_HospitalId",
                table: "Logbook_Entries",
                columns: new[] { "TransferId", "HospitalId" });

            migrationBuilder.AddForeignKey(
                name: "FK_Logbook_Entries_Transfers_Participants_ParticipantId_Transf~",
                table: "Logbook_Entries",
                columns: new[] { "ParticipantId", "TransferId" },
                principalTable: "Transfers_Participants",
                principalColumns: new[] { "Id", "TransferId" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Logbook_Entries_Transfers_Transfers_TransferId_HospitalId",
                table: "Logbook_Entries",
                columns: new[] { "TransferId", "HospitalId" },
                principalTable: "Transfers_Transfers",
                principalColumns: new[] { "Id", "ReceivingHospitalId" },
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Logbook_Entries_Transfers_Participants_ParticipantId_Transf~",
                table: "Logbook_Entries");

            migrationBuilder.DropForeignKey(
                name: "FK_Logbook_Entries_Transfers_Transfers_TransferId_HospitalId",
                table: "Logbook_Entries");

            migrationBuilder.DropIndex(
                name: "IX_Logbook_Entries_ParticipantId_TransferId",
                table: "Logbook_Entries");

            migrationBuilder.DropIndex(
                name: "IX_Logbook_Entries_TransferId_HospitalId",
                table: "Logbook_Entries");

            migrationBuilder.CreateIndex(
                name: "IX_Logbook_Entries_ParticipantId",
                table: "Logbook_Entries",
                column: "ParticipantId");

            migrationBuilder.AddForeignKey(
                name: "FK_Logbook_Entries_Transfers_Participants_ParticipantId",
                table: "Logbook_Entries",
                column: "ParticipantId",
                principalTable: "Transfers_Participants",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Logbook_Entries_Transfers_Transfers_TransferId",
                table: "Logbook_Entries",
                column: "TransferId",
                principalTable: "Transfers_Transfers",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }
    }
}
