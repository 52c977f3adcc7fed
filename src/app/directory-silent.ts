/** The directory does not say who holds which role: nobody can be authorised, and nothing is lost. */
export class DirectorySilent extends Error {
  override readonly name = 'DirectorySilent';
}

/** What was found, or `silent` where the directory did not answer. Other faults stay faults. */
export const orSilent = async <Found>(looking: Promise<Found>): Promise<Found | 'silent'> => {
  try {
    return await looking;
  } catch (error) {
    if (error instanceof DirectorySilent) return 'silent';
    throw error;
  }
};
